import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { StatusDot } from '~/ui/badge'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import { landUseName } from '../domain/land-uses'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES, type ListedPlot } from '../domain/plot'
import { PLOT_STATUS_NAMES } from '../domain/status/status'
import { HolderWords } from './allocation/holder-words'
import { STATUS_LOOKS } from './status/status-look'

/** 亩 to 0.01, as land offices write them. */
export const mu = (value: number) =>
  value.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export function PlotStatusWord({ status }: Pick<ListedPlot, 'status'>) {
  const { tone, shape } = STATUS_LOOKS[status]
  return (
    <StatusDot tone={tone} shape={shape}>
      {PLOT_STATUS_NAMES[status]}
    </StatusDot>
  )
}

/** A number, and beside it that the drawing only shows about where the plot lies. */
function PlotCode({ plot: { code, isApproximate } }: { plot: Pick<ListedPlot, 'code' | 'isApproximate'> }) {
  return (
    <>
      {code}
      {isApproximate && <span className="ml-1.5 text-sm font-normal text-grey-600">图形示意</span>}
    </>
  )
}

const columns: Column<ListedPlot>[] = [
  { key: 'code', head: '宗地号', primary: true, sort: 'code', cell: (row) => <PlotCode plot={row} /> },
  { key: 'name', head: '地块名称', cell: (row) => row.name },
  { key: 'park', head: '园区', cell: (row) => row.park?.name },
  {
    key: 'area',
    head: '面积',
    unit: '亩',
    align: 'right',
    sort: 'areaMu',
    descendingFirst: true,
    cell: (row) => <span title={AREA_KIND_NAMES[row.areaKind]}>{mu(row.areaMu)}</span>,
  },
  { key: 'landUse', head: '用地性质', cell: (row) => row.landUseCode && landUseName(row.landUseCode) },
  { key: 'status', head: '状态', nowrap: true, cell: (row) => <PlotStatusWord status={row.status} /> },
  { key: 'holder', head: '占用', cell: (row) => <HolderWords holder={row.holder} status={row.status} /> },
  {
    key: 'candidates',
    head: '意向',
    align: 'right',
    wideOnly: true,
    cell: (row) => (row.candidates > 0 ? row.candidates : null),
  },
  {
    key: 'quota',
    head: '指标',
    wideOnly: true,
    cell: (row) => row.quotaSource && QUOTA_SOURCE_NAMES[row.quotaSource],
  },
]

/** Plots: a table on a desk, cards on a phone. */
export function PlotList({ rows, totalMu, empty }: { rows: readonly ListedPlot[]; totalMu: number; empty: ReactNode }) {
  return (
    <TableAndCards
      caption="地块"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/plots/${id}`}
      defaultSort="code"
      foot={{ code: '合计', area: mu(totalMu) }}
      empty={empty}
      card={(row) => (
        <>
          <p className="flex items-baseline justify-between gap-2">
            <Link
              to={`/plots/${row.id}`}
              className="min-w-0 truncate font-medium text-ink after:absolute after:inset-0"
            >
              <PlotCode plot={row} />
            </Link>
            <span className="whitespace-nowrap font-medium">{mu(row.areaMu)} 亩</span>
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
            <PlotStatusWord status={row.status} />
            <span>{[row.park?.name, row.landUseCode && landUseName(row.landUseCode)].filter(Boolean).join(' · ')}</span>
          </p>
          <p className="mt-0.5 text-sm text-grey-700">
            <HolderWords holder={row.holder} status={row.status} />
          </p>
        </>
      )}
    />
  )
}
