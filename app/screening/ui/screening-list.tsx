import type { ReactNode } from 'react'
import { businessDay } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { DataTable, type Column } from '~/ui/table'
import type { Verdict } from '../domain/rules/rule-set'
import { DEPTH_NAMES, STATE_NAMES, type ScreeningDepth, type ScreeningState } from '../domain/screening'
import { VerdictDot } from './evaluation-view'

export interface ScreeningRow {
  id: string
  number: number
  depth: ScreeningDepth
  state: ScreeningState
  verdict: Verdict
  score: number | null
  class: string | null
  recordedAt: Date
  project: { id: string; name: string }
  unit: string
}

const COLUMNS: Column<ScreeningRow>[] = [
  {
    key: 'project',
    head: '项目',
    primary: true,
    cell: ({ project, number, depth, verdict }) => (
      <>
        {project.name}
        <span className="block text-xs font-normal text-grey-600">
          第 {number} 次，{DEPTH_NAMES[depth]}
        </span>
        <span className="block text-sm font-normal sm:hidden">
          <VerdictDot verdict={verdict} />
        </span>
      </>
    ),
  },
  {
    key: 'verdict',
    head: '结论',
    nowrap: true,
    className: 'hidden sm:table-cell',
    cell: ({ verdict }) => <VerdictDot verdict={verdict} />,
  },
  {
    key: 'score',
    head: '得分',
    align: 'right',
    wideOnly: true,
    cell: ({ score }) => score !== null && formatNumber(score),
  },
  { key: 'class', head: '预期等级', align: 'center', wideOnly: true, cell: (row) => row.class },
  { key: 'state', head: '状态', nowrap: true, wideOnly: true, cell: ({ state }) => STATE_NAMES[state] },
  { key: 'unit', head: '登记单位', wideOnly: true, cell: ({ unit }) => unit },
  {
    key: 'recorded',
    head: '最近填报',
    nowrap: true,
    wideOnly: true,
    cell: ({ recordedAt }) => businessDay(recordedAt),
  },
]

/** Ticked to be compared; stands in a form. */
const PICKED: Column<ScreeningRow> = {
  key: 'pick',
  head: <span className="sr-only">比较</span>,
  className: 'w-8',
  cell: ({ id, project, number }) => (
    <input type="checkbox" name="id" value={id} aria-label={`比较 ${project.name} 第 ${number} 次`} className="tick" />
  ),
}

interface ScreeningListProps {
  rows: readonly ScreeningRow[]
  empty: ReactNode
  /** with boxes to tick, within a form */
  pick?: boolean
}

/** Screenings, each a link to its result. */
export function ScreeningList({ rows, empty, pick }: ScreeningListProps) {
  return (
    <DataTable
      caption="项目预审"
      columns={pick ? [PICKED, ...COLUMNS] : COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/screenings/${id}`}
      sortParam={null}
      empty={empty}
    />
  )
}
