import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { StatusDot, type DotShape, type Tone } from '~/ui/badge'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import {
  FACTORY_STATE_NAMES,
  factoryName,
  floorWords,
  isOverstayed,
  type FactoryState,
  type ListedFactory,
} from '../../domain/factory/factory'

/** m², with as many places as there are. */
export const m2 = (value: number) => formatNumber(value)

const LOOKS: Record<FactoryState, { tone: Tone; shape: DotShape }> = {
  underConstruction: { tone: 'info', shape: 'half' },
  vacant: { tone: 'good', shape: 'ring' },
  let: { tone: 'neutral', shape: 'circle' },
}

export const FactoryStateWord = ({ state }: Pick<ListedFactory, 'state'>) => (
  <StatusDot {...LOOKS[state]}>{FACTORY_STATE_NAMES[state]}</StatusDot>
)

/** Who rents a floor and until when, or when it is to be done. */
export function FactoryTenantWords({ floor: { lease, state, doneOn }, today }: { floor: ListedFactory; today: Day }) {
  if (!lease) return <>{state === 'underConstruction' && doneOn && `预计 ${doneOn} 建成`}</>
  const { project, tenant, from, until } = lease
  return (
    <span>
      {project ? (
        <Link to={`/projects/${project.id}`} className="relative">
          {project.name}
        </Link>
      ) : (
        (tenant ?? '其他项目')
      )}
      <span className="ml-2 whitespace-nowrap text-sm text-grey-600">
        {from > today && `${from} 起租`}
        {from <= today && until && `至 ${until}`}
        {isOverstayed(lease, today) && <span className="ml-1 text-warning">租期已满</span>}
      </span>
    </span>
  )
}

const columnsOf = (today: Day): Column<ListedFactory>[] => [
  { key: 'building', head: '楼栋', primary: true, cell: ({ building }) => building },
  { key: 'floor', head: '楼层', nowrap: true, cell: ({ floor }) => floorWords(floor) },
  { key: 'park', head: '园区', cell: ({ park }) => park.name },
  { key: 'area', head: '建筑面积', unit: '㎡', align: 'right', cell: ({ areaM2 }) => m2(areaM2) },
  { key: 'height', head: '层高', unit: 'm', align: 'right', cell: ({ heightM }) => heightM },
  { key: 'load', head: '荷载', unit: 'kN/㎡', align: 'right', wideOnly: true, cell: ({ loadKn }) => loadKn },
  { key: 'rent', head: '租金', unit: '元/㎡·月', align: 'right', wideOnly: true, cell: ({ rentYuan }) => rentYuan },
  { key: 'state', head: '状态', nowrap: true, cell: (row) => <FactoryStateWord state={row.state} /> },
  { key: 'tenant', head: '承租', cell: (row) => <FactoryTenantWords floor={row} today={today} /> },
]

/** Floors: a table on a desk, cards on a phone. */
export function FactoryList({
  rows,
  totalM2,
  today,
  empty,
}: {
  rows: readonly ListedFactory[]
  totalM2: number
  today: Day
  empty: ReactNode
}) {
  return (
    <TableAndCards
      caption="标准厂房"
      columns={columnsOf(today)}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/factories/${id}`}
      sortParam={null}
      foot={{ building: '合计', area: m2(totalM2) }}
      empty={empty}
      card={(row) => (
        <>
          <p className="flex items-baseline justify-between gap-2">
            <Link
              to={`/factories/${row.id}`}
              className="min-w-0 truncate font-medium text-ink after:absolute after:inset-0"
            >
              {factoryName(row)}
            </Link>
            <span className="whitespace-nowrap font-medium">{m2(row.areaM2)} ㎡</span>
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
            <FactoryStateWord state={row.state} />
            <span>{[row.park.name, row.heightM && `层高 ${row.heightM} m`].filter(Boolean).join(' · ')}</span>
          </p>
          <p className="mt-0.5 text-sm text-grey-700">
            <FactoryTenantWords floor={row} today={today} />
          </p>
        </>
      )}
    />
  )
}
