import { Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'
import { Change } from '~/ui/change'
import { Bar } from '~/ui/charts/bar'
import { EmptyState } from '~/ui/empty-state'
import { DataTable } from '~/ui/table'
import type { OverdueSummary } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { unitsBeyond } from '../domain/overdue'
import { FigureLink } from './figure-link'
import { yi } from './numbers'

type Unit = OverdueSummary['units'][number]

/** Units with overdue projects, the most money waiting first; of a short list also how many are left out. */
export function UnitsLate({
  units,
  earlier,
  days,
  open,
  openEarlier,
  most = units.length,
  allTo,
}: {
  units: readonly Unit[]
  earlier: readonly Unit[]
  days: number
  open: Open
  openEarlier: Open
  most?: number
  /** the address of all of them */
  allTo?: string
}) {
  const largest = Math.max(1, ...units.map(({ investmentWan }) => investmentWan))
  const beyond = unitsBeyond(units, most)
  const then = (key: string) => earlier.find((unit) => unit.key === key)
  return (
    <>
      <DataTable
        caption="各责任单位的逾期项目"
        columns={[
          {
            key: 'unit',
            head: '责任单位',
            primary: true,
            fixed: true,
            className: '!min-w-[96px] whitespace-nowrap',
            cell: ({ label }) => label,
          },
          {
            key: 'total',
            head: '逾期',
            unit: '个',
            align: 'right',
            cell: ({ key, total }) => (
              <FigureLink to={open({ unit: key, overdue: days })} className="font-semibold">
                {total}
              </FigureLink>
            ),
          },
          {
            key: 'change',
            head: '比上期',
            align: 'right',
            cell: ({ key, total }) => (
              <Change now={total} then={then(key)?.total ?? 0} to={openEarlier({ unit: key, overdue: days })} />
            ),
          },
          {
            key: 'wan',
            head: '总投资',
            unit: '亿元',
            align: 'right',
            cell: ({ key, investmentWan }) => (
              <FigureLink to={open({ unit: key, overdue: days })}>{yi(investmentWan)}</FigureLink>
            ),
          },
          {
            key: 'bar',
            head: '图示',
            className: 'w-[24%]',
            cell: ({ investmentWan }) => <Bar share={investmentWan / largest} className="mt-[3px]" />,
          },
          {
            key: 'longest',
            head: '最久',
            unit: '天',
            align: 'right',
            cell: ({ longestDays }) => formatNumber(longestDays),
          },
        ]}
        rows={units.slice(0, most)}
        rowKey={({ key }) => key}
        sortParam={null}
        sticky={false}
        dense
        empty={<EmptyState title="没有逾期的项目" />}
      />
      {allTo && beyond.units > 0 && (
        <p className="border-t border-grey-200 px-2 py-1">
          <Link to={allTo}>
            其余 {beyond.units} 个单位 {beyond.total} 个
          </Link>
        </p>
      )}
    </>
  )
}
