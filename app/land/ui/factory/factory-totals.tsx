import { Link } from '@remix-run/react'
import { Panel } from '~/ui/page'
import { searchWith } from '~/ui/search-params'
import { DataTable } from '~/ui/table'
import { FACTORY_STATE_NAMES, FACTORY_STATES, type FactoryState } from '../../domain/factory/factory'
import { totalsByPark, type ParkTotals } from '../../domain/factory/factory-totals'
import type { FactoryTotal } from '../../server/factory/factories'
import { m2 } from './factory-list'

/** What the filters leave, by park and state; each number opens its floors. */
export function FactoryTotals({ totals, params }: { totals: readonly FactoryTotal[]; params: URLSearchParams }) {
  const { parks, all } = totalsByPark(totals)
  if (parks.length === 0) return null
  const cell = (row: ParkTotals, state: FactoryState | null) => {
    const { floors, m2: area } = state === null ? row.sum : row.byState[state]
    if (floors === 0) return null
    const asked = { page: null, park: row.id || params.get('park'), state: state ?? params.getAll('state') }
    return (
      <Link to={`/factories${searchWith(params, asked)}`} className="relative">
        {floors} 层 {m2(area)}
      </Link>
    )
  }
  return (
    <div className="mb-4">
      <Panel title="按园区" flush>
        <DataTable
          caption="按园区和状态"
          sortParam={null}
          dense
          sticky={false}
          rows={parks.length > 1 ? [...parks, all] : parks}
          rowKey={({ id }) => id}
          columns={[
            { key: 'park', head: '园区', primary: true, cell: ({ name }) => name },
            ...FACTORY_STATES.map((state) => ({
              key: state,
              head: FACTORY_STATE_NAMES[state],
              unit: '㎡',
              align: 'right' as const,
              cell: (row: ParkTotals) => cell(row, state),
            })),
            { key: 'sum', head: '合计', unit: '㎡', align: 'right', cell: (row) => cell(row, null) },
          ]}
        />
      </Panel>
    </div>
  )
}
