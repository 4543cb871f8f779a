import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatNumber, formatPercent } from '~/shared/money'
import { dayOf, type Day } from '~/shared/day'
import { Bar } from '~/ui/charts/bar'
import { DataTable, type Column } from '~/ui/table'
import type { BreakdownRow, SizeRow } from '../domain/figures'
import { openAt, type Basis } from '../domain/figure-links'
import { isTiny, shareInSentence, shareWords } from '../domain/share-words'
import { groupCut } from '../domain/group-cut'
import type { GroupBy } from '../domain/grouping'
import { Beside } from './beside'
import { FigureLink } from './figure-link'
import { mu, yi } from './numbers'

export interface BreakdownProps {
  by: GroupBy
  /** what the rows are told apart by */
  name: string
  rows: readonly (BreakdownRow | SizeRow)[]
  earlier: readonly BreakdownRow[]
  basis: Basis
  /** the overview of a row alone */
  drill: (key: string) => string
}

const isSize = (row: BreakdownRow | SizeRow): row is SizeRow => 'atLeast' in row
const quiet = (value: number) => (value === 0 ? 'text-grey-500' : undefined)

type Row = BreakdownRow | SizeRow

const table = (caption: string, columns: Column<Row>[], rows: readonly Row[]) => (
  <DataTable
    caption={caption}
    columns={columns}
    rows={rows}
    rowKey={({ key }) => key}
    sortParam={null}
    sticky={false}
    dense
  />
)

const label = ({ name, drill }: BreakdownProps): Column<Row> => ({
  key: 'label',
  head: name,
  primary: true,
  fixed: true,
  className: '!min-w-[112px] whitespace-nowrap',
  cell: (row) => (
    <Link to={drill(row.key)} title="只看这一组">
      {row.label}
    </Link>
  ),
})

/** How many, how much, which share of the whole; sizes also from the largest band down. */
export function ShareTable(props: BreakdownProps) {
  const { by, rows, earlier, basis, name } = props
  const open = openAt(basis)
  const most = Math.max(1, ...rows.map(({ signed }) => signed))
  const then = (row: Row) => earlier.find(({ key }) => key === row.key)
  const beside = (row: Row, pick: (of: BreakdownRow) => number | null, shown: ReactNode, places = 0) => (
    <Beside
      to={open({ ...groupCut(by, row.key), come: 'signed' })}
      now={pick(row)}
      then={pick(then(row) ?? EMPTY)}
      places={places}
      className={quiet(row.signed)}
    >
      {shown}
    </Beside>
  )
  const above: Column<Row>[] = [
    {
      key: 'above',
      head: '此档及以上',
      unit: '个',
      align: 'right',
      cell: (row) =>
        isSize(row) && row.key !== 'none' ? (
          <FigureLink to={open({ come: 'signed', sizeFrom: row.key })}>{row.atLeast.count}</FigureLink>
        ) : (
          ''
        ),
    },
    {
      key: 'abovePct',
      head: '个数占比',
      align: 'right',
      cell: (row) => (isSize(row) && row.key !== 'none' ? formatPercent(row.atLeast.countPct) : ''),
    },
    {
      key: 'aboveWan',
      head: '金额占比',
      align: 'right',
      cell: (row) => (isSize(row) && row.key !== 'none' ? formatPercent(row.atLeast.wanPct) : ''),
    },
  ]
  return table(
    `按${name}：签约项目的个数、金额和占比`,
    [
      label(props),
      {
        key: 'bar',
        head: '图示',
        className: 'w-[22%] min-w-[96px]',
        cell: ({ signed }) => <Bar share={signed / most} className="mt-[3px]" />,
      },
      {
        key: 'signed',
        head: '签约',
        unit: '个',
        align: 'right',
        cell: (row) => beside(row, ({ signed }) => signed, row.signed),
      },
      { key: 'countPct', head: '占比', align: 'right', cell: (row) => formatPercent(row.countPct) },
      {
        key: 'wan',
        head: '总投资',
        unit: '亿元',
        align: 'right',
        cell: (row) => beside(row, ({ investmentWan }) => investmentWan / 10_000, yi(row.investmentWan), 2),
      },
      { key: 'wanPct', head: '占比', align: 'right', cell: (row) => formatPercent(row.wanPct) },
      {
        key: 'mu',
        head: '用地',
        unit: '亩',
        align: 'right',
        cell: (row) => beside(row, ({ landMu }) => landMu, mu(row.landMu), 1),
      },
      ...(by === 'size' ? above : []),
    ],
    rows,
  )
}

/** How far they have come: started beside verified, overdue apart from not started, 当年签约当年开工. */
export function ProgressTable({ days, ...props }: BreakdownProps & { days: number }) {
  const { by, rows, earlier, basis, name } = props
  const open = openAt(basis)
  const then = (row: Row) => earlier.find(({ key }) => key === row.key) ?? EMPTY
  const count = (
    key: string,
    head: string,
    pick: (row: BreakdownRow) => number,
    cut: Parameters<typeof open>[0],
    undated: (row: BreakdownRow) => number = () => 0,
  ): Column<Row> => ({
    key,
    head,
    unit: '个',
    align: 'right',
    cell: (row) => (
      <Beside
        to={open({ ...groupCut(by, row.key), ...cut })}
        now={pick(row)}
        then={pick(then(row))}
        arrow={[undated(row), undated(then(row))]}
        className={quiet(pick(row))}
        note={undated(row) > 0 && `时间不详 ${undated(row)}`}
      >
        {pick(row)}
      </Beside>
    ),
  })
  const thisYear = { signedFrom: newYear(basis.asOf), signedTo: basis.asOf }
  return table(
    `按${name}：开工、逾期、投产和当年签约当年开工`,
    [
      label(props),
      {
        key: 'bar',
        head: '图示',
        className: 'w-[14%] min-w-[80px]',
        cell: ({ signed, started, verifiedStarted }) =>
          !isTiny(signed) && <Bar share={started / signed} part={verifiedStarted / signed} className="mt-[3px]" />,
      },
      {
        key: 'pct',
        head: '开工率',
        align: 'right',
        cell: (row) => (
          <Beside
            to={open({ ...groupCut(by, row.key), come: 'started' })}
            now={row.startedPct}
            then={then(row).startedPct}
            places={1}
            arrow={null}
          >
            {shareWords(row.started, row.signed)}
          </Beside>
        ),
      },
      count('started', '开工', (row) => row.started, { come: 'started' }),
      count('verified', '其中认定', (row) => row.verifiedStarted, { verified: 'started' }),
      {
        key: 'startedWan',
        head: '开工总投资',
        unit: '亿元',
        align: 'right',
        cell: (row) => (
          <FigureLink to={open({ ...groupCut(by, row.key), come: 'started' })} className={quiet(row.started)}>
            {yi(row.startedWan)}
          </FigureLink>
        ),
      },
      count('notStarted', '未开工', (row) => row.notStarted, { reached: 'signed', notReached: 'started' }),
      count('overdue', '逾期', (row) => row.overdue, { overdue: days }),
      count(
        'landSupplied',
        '供地',
        (row) => row.landSupplied,
        { come: 'landSupplied' },
        (row) => row.landDayUnknown,
      ),
      count('completed', '竣工', (row) => row.completed, { come: 'completed' }),
      count('producing', '投产', (row) => row.producing, { come: 'producing' }),
      count('signedThisYear', '当年签约', (row) => row.signedThisYear, { come: 'signed', ...thisYear }),
      count('startedThisYear', '当年开工', (row) => row.startedThisYear, { come: 'started', ...thisYear }),
      {
        key: 'sameYearPct',
        head: '当年开工率',
        align: 'right',
        cell: (row) => shareWords(row.startedThisYear, row.signedThisYear),
      },
    ],
    rows,
  )
}

const newYear = (asOf: Day) => dayOf(Number(asOf.slice(0, 4)), 1, 1)

/** A group that was not there yet. */
const EMPTY: BreakdownRow = {
  key: '',
  label: '',
  signed: 0,
  landSupplied: 0,
  landDayUnknown: 0,
  started: 0,
  verifiedStarted: 0,
  completed: 0,
  producing: 0,
  notStarted: 0,
  overdue: 0,
  investmentWan: 0,
  startedWan: 0,
  landMu: 0,
  startedPct: null,
  countPct: null,
  wanPct: null,
  signedThisYear: 0,
  startedThisYear: 0,
  sameYearPct: null,
}

/** 126 个：12／12／16／41／45; how many and how much is large. */
export function InWords({ rows, asOf }: { rows: readonly Row[]; asOf: Day }) {
  const sum = (pick: (row: Row) => number) => rows.reduce((all, row) => all + pick(row), 0)
  const [signed, signedThisYear, startedThisYear] = [
    sum((row) => row.signed),
    sum((row) => row.signedThisYear),
    sum((row) => row.startedThisYear),
  ]
  const bands = rows.filter(isSize).filter(({ key }) => key !== 'none')
  const large = bands.find(({ key }) => key === '1000')
  const largest = bands[0]
  return (
    <p className="mb-3">
      签约 <strong>{signed}</strong> 个
      {bands.length > 0 && (
        <>
          ，从大到小 <strong>{bands.map((row) => row.signed).join('／')}</strong>
        </>
      )}
      。
      {largest && (
        <>
          {largest.label}的占 {formatPercent(largest.countPct)}；
        </>
      )}
      {large && (
        <>
          1,000 万元以上 {large.atLeast.count} 个，占 {formatPercent(large.atLeast.countPct)}，金额占{' '}
          {formatPercent(large.atLeast.wanPct)}。
        </>
      )}
      {asOf.slice(0, 4)} 年当年签约 {formatNumber(signedThisYear)} 个，当年开工 {formatNumber(startedThisYear)} 个
      {signedThisYear > 0 && `（${shareInSentence(startedThisYear, signedThisYear)}）`}。
    </p>
  )
}
