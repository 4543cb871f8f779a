import type { RequestContext } from '~/auth/domain/actor'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { FACTORY_STATE_NAMES } from '../../domain/factory/factory'
import type { FactoryFilter } from '../../domain/factory/factory-filter'
import { FACTORY_LABELS } from '../../domain/factory/factory-input'
import { listFactories } from './factories'

const { parkId, building, floor, areaM2, heightM, loadKn, rentYuan, doneOn } = FACTORY_LABELS
const HEAD = [parkId, building, floor, areaM2, heightM, loadKn, rentYuan, '状态', doneOn, '承租', '起租', '租至']

/** How many are read at once. */
const PAGE = 500

/** Writes the floors that satisfy the filter, building by building; a tenant whom the actor may not see has no name. */
export async function exportFactories(context: RequestContext, filter: FactoryFilter, file: string): Promise<number> {
  return writeXlsx(file, { name: '标准厂房', head: HEAD, rows: rowsOf(context, filter) })
}

async function* rowsOf(context: RequestContext, filter: FactoryFilter): AsyncGenerator<Cell[]> {
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await listFactories(context, { filter, limit: PAGE, cursor })
    for (const { park, lease, ...unit } of items) {
      const { building: name, floor: storey, areaM2: area, heightM: height, loadKn: load, rentYuan: rent } = unit
      const tenant = lease && (lease.project?.name ?? lease.tenant ?? '其他项目')
      yield [
        park.name,
        name,
        storey,
        area,
        height,
        load,
        rent,
        FACTORY_STATE_NAMES[unit.state],
        unit.doneOn,
        tenant,
        lease?.from ?? null,
        lease?.until ?? null,
      ]
    }
    cursor = nextCursor ?? undefined
  } while (cursor)
}
