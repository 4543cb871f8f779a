import type { ReactNode } from 'react'
import { DataTable, type Column } from '~/ui/table'
import { COHORT_TITLES, type CohortBy } from '../domain/grouping'
import { behind, type CohortNumber } from '../domain/cohort-links'
import { totalOf, type CohortRow } from '../domain/cohort-rows'
import { openAt, type Basis } from '../domain/figure-links'
import { isTiny, shareWords } from '../domain/share-words'
import { Beside } from './beside'
import { mu, yi } from './numbers'

interface NumberColumn {
  key: string
  head: string
  unit?: string
  /** whose projects it counts, or whose money and land it adds up */
  of: CohortNumber
  value: (row: CohortRow) => number | null
  places?: number
  show?: (row: CohortRow) => ReactNode
  /** small below the number: how many of them are special */
  note?: (row: CohortRow) => ReactNode
  wideOnly?: boolean
  /** a rate has no arrow beside it */
  isRate?: boolean
  /** of how many the day is not known: no arrow is made of these */
  undated?: (row: CohortRow) => number
}

const count = (of: CohortNumber & keyof CohortRow, head: string, more: Partial<NumberColumn> = {}): NumberColumn => ({
  key: of,
  head,
  unit: '个',
  of,
  value: (row) => row[of],
  ...more,
})

const NUMBER_COLUMNS: NumberColumn[] = [
  count('signed', '签约'),
  count('started', '开工'),
  {
    key: 'startedPct',
    head: '开工率',
    of: 'started',
    value: (row) => row.startedPct,
    places: 1,
    show: (row) => <Share row={row} />,
    isRate: true,
  },
  count('notStarted', '未开工', {
    note: (row) => row.notStartedSuspended > 0 && `其中暂缓 ${row.notStartedSuspended}`,
  }),
  count('landSupplied', '供地', {
    undated: (row) => row.landDayUnknown,
    note: (row) => row.landDayUnknown > 0 && `时间不详 ${row.landDayUnknown}`,
  }),
  count('completed', '竣工', { wideOnly: true }),
  count('producing', '投产'),
  count('suspended', '暂缓', { wideOnly: true }),
  count('ended', '终止', { wideOnly: true }),
  {
    key: 'investmentWan',
    head: '总投资',
    unit: '亿元',
    of: 'signed',
    value: (row) => row.investmentWan / 10_000,
    places: 2,
    show: (row) => yi(row.investmentWan),
  },
  {
    key: 'landMu',
    head: '用地',
    unit: '亩',
    of: 'signed',
    value: (row) => row.landMu,
    places: 1,
    show: (row) => mu(row.landMu),
  },
]

/** A share as a number and a bar; of a few projects without. */
function Share({ row: { started, signed, startedPct } }: { row: CohortRow }) {
  return (
    <span className="inline-flex items-center justify-end gap-2">
      {!isTiny(signed) && (
        <span
          aria-hidden
          className="hidden h-2 w-16 overflow-hidden rounded-sm bg-grey-200 sm:inline-block print:hidden"
        >
          <span className="block h-full bg-accent-500" style={{ width: `${startedPct ?? 0}%` }} />
        </span>
      )}
      <span className="w-[46px]">{shareWords(started, signed)}</span>
    </span>
  )
}

interface CohortTableProps {
  rows: readonly CohortRow[]
  /** The same on the earlier day. */
  earlier: readonly CohortRow[]
  by: CohortBy
  basis: Basis
}

/** Cohorts and their sum; each number opens the list of its projects. */
export function CohortTable({ rows, earlier, by, basis }: CohortTableProps) {
  const open = openAt(basis)
  const [total, before] = [totalOf(rows), totalOf(earlier)]
  const cell = (
    { of, value, places, show = value, note, isRate, undated = () => 0 }: NumberColumn,
    row: CohortRow,
    then: CohortRow | undefined,
    key = row.key,
    grouped = by,
  ) => (
    <Beside
      to={open(behind(of, grouped, key, basis))}
      now={value(row)}
      then={then ? value(then) : null}
      arrow={isRate ? null : [undated(row), then ? undated(then) : 0]}
      places={places}
      className={value(row) === 0 ? 'text-grey-500' : undefined}
      note={note?.(row)}
    >
      {show(row)}
    </Beside>
  )
  const columns: Column<CohortRow>[] = [
    { key: 'label', head: COHORT_TITLES[by], primary: true, fixed: true, cell: (row) => row.label },
    ...NUMBER_COLUMNS.map((column): Column<CohortRow> => ({
      key: column.key,
      head: column.head,
      unit: column.unit,
      wideOnly: column.wideOnly,
      fixed: true,
      align: 'right',
      cell: (row) =>
        cell(
          column,
          row,
          earlier.find(({ key }) => key === row.key),
        ),
    })),
  ]
  return (
    <DataTable
      caption={`签约项目按${COHORT_TITLES[by]}：签约、开工、供地、投产`}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      sortParam={null}
      dense
      foot={
        by === 'none'
          ? undefined
          : {
              label: '合计',
              ...Object.fromEntries(
                NUMBER_COLUMNS.map((column) => [column.key, cell(column, total, before, 'all', 'none')]),
              ),
            }
      }
    />
  )
}
