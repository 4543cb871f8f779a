import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { transaction } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { businessTime } from '~/shared/day'
import type { AuditFilter } from '../domain/audit-address'
import { everyEvent } from './list-audit'
import { recordAudit } from './record'
import type { ToldEvent } from './tell-events'

const COLUMNS: { head: string; cell: (event: ToldEvent) => Cell }[] = [
  { head: '时间', cell: ({ at }) => businessTime(at) },
  { head: '人员', cell: ({ actorName }) => actorName },
  { head: '登录名', cell: ({ login }) => login },
  { head: '操作', cell: ({ title }) => title },
  { head: '结果', cell: ({ refused }) => (refused ? '未通过' : '完成') },
  { head: '对象类别', cell: ({ kind }) => kind },
  { head: '对象', cell: ({ name }) => name },
  { head: '变化', cell: changed },
  { head: '地址', cell: ({ address }) => address },
  { head: '对象编号', cell: ({ subjectId }) => subjectId },
  { head: '请求编号', cell: ({ requestId }) => requestId },
]

function changed({ withheld, summary, lines, creates }: ToldEvent): string {
  if (withheld) return '业务内容，无权查看'
  const told = lines.map(({ label, before, after }) =>
    creates ? `${label}：${after}` : `${label}：${before || '（空）'} → ${after || '（空）'}`,
  )
  return (summary ?? told.join('\n')).slice(0, MAX_CELL)
}

/** A cell of a workbook holds no more. */
const MAX_CELL = 32_000

async function* rows(context: RequestContext, filter: AuditFilter): AsyncGenerator<Cell[]> {
  for await (const event of everyEvent(context, filter)) yield COLUMNS.map(({ cell }) => cell(event))
}

/**
 * Writes the events that a filter asks for into a workbook, as the reader may see them; the parts of a larger act follow it.
 * Returns how many they were. That it was done is an event of its own.
 * @throws forbidden
 */
export async function exportAudit(context: RequestContext, filter: AuditFilter, file: string): Promise<number> {
  assertCan(context.actor, 'audit.read')
  const head = COLUMNS.map((column) => column.head)
  const count = await writeXlsx(file, { name: '审计日志', head, rows: rows(context, filter) })
  await transaction((tx) =>
    recordAudit(tx, context, { action: 'audit.export', subjectType: 'system', after: { count, ...filter } }),
  )
  return count
}
