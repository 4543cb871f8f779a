import { Link } from '@remix-run/react'
import { PanelRight } from 'lucide-react'
import { businessDay, type Day } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { buttonClass } from '~/ui/button'
import type { Column } from '~/ui/table'
import { StageDot } from '../stage-dot'
import { answerableUnit, daysNotStarted, shortRange, type ProjectRow } from './row'

interface Context {
  /** the day that waits are counted to */
  asOf: Day
  /** the address that shows a quick look beside the list */
  lookHref: (id: string) => string
}

const number = (value: string | null) => (value === null ? null : formatNumber(value))
const clipped = (value: string | null, width: string) =>
  value && (
    <span title={value} className={`block truncate ${width}`}>
      {value}
    </span>
  )

/** The columns of the project list; the optional ones are chosen in the URL. */
export function projectColumns({ asOf, lookHref }: Context): Column<ProjectRow>[] {
  return [
    {
      key: 'name',
      head: '项目名称',
      sort: 'name',
      primary: true,
      cell: (row) => (
        <span title={row.name} className="flex max-w-[240px] items-center gap-1.5">
          <span className="truncate">{row.name}</span>
          {row.confidential && <Badge tone="danger">保密</Badge>}
        </span>
      ),
      className: 'text-left',
    },
    { key: 'code', head: '编号', optional: true, cell: (row) => row.code, className: 'whitespace-nowrap' },
    { key: 'investor', head: '投资方', cell: (row) => clipped(row.investorName, 'max-w-[132px]') },
    {
      key: 'stage',
      head: '阶段',
      sort: 'stage',
      descendingFirst: true,
      cell: (row) => <StageDot stage={row.stage} status={row.status} />,
    },
    { key: 'unit', head: '责任单位', cell: (row) => clipped(answerableUnit(row), 'max-w-[104px]') },
    { key: 'holder', head: '登记单位', optional: true, cell: (row) => clipped(row.unitName, 'max-w-[116px]') },
    {
      key: 'introducedBy',
      head: '引荐单位',
      optional: true,
      cell: (row) => clipped(row.introducedByName, 'max-w-[116px]'),
    },
    { key: 'park', head: '园区', cell: (row) => clipped(row.parkName, 'max-w-[84px]') },
    { key: 'industry', head: '产业', optional: true, cell: (row) => clipped(row.industry, 'max-w-[108px]') },
    { key: 'chain', head: '产业链', optional: true, cell: (row) => clipped(row.chain, 'max-w-[108px]') },
    { key: 'channel', head: '来源渠道', optional: true, cell: (row) => clipped(row.channel, 'max-w-[96px]') },
    { key: 'sponsor', head: '包保领导', optional: true, cell: (row) => clipped(row.sponsor, 'max-w-[80px]') },
    {
      key: 'investment',
      head: '总投资',
      unit: '万元',
      align: 'right',
      sort: 'investmentWan',
      descendingFirst: true,
      cell: (row) => number(row.investmentWan),
    },
    {
      key: 'land',
      head: '用地',
      unit: '亩',
      align: 'right',
      sort: 'landMu',
      descendingFirst: true,
      cell: (row) => (row.rents ? <span className="text-grey-600">租赁</span> : number(row.landMu)),
    },
    {
      key: 'tax',
      head: '预计年税收',
      unit: '万元',
      align: 'right',
      sort: 'annualTaxWan',
      descendingFirst: true,
      optional: true,
      cell: (row) => number(row.annualTaxWan),
    },
    {
      key: 'signed',
      head: '签约',
      sort: 'signedFrom',
      descendingFirst: true,
      cell: (row) => shortRange(row.signedFrom, row.signedTo),
      className: 'whitespace-nowrap',
    },
    {
      key: 'started',
      head: '开工',
      sort: 'startedFrom',
      descendingFirst: true,
      cell: (row) => <Started row={row} asOf={asOf} />,
      className: 'whitespace-nowrap',
    },
    { key: 'issue', head: '存在问题', optional: true, cell: (row) => clipped(row.blockingIssue, 'max-w-[200px]') },
    { key: 'next', head: '下一步工作', optional: true, cell: (row) => clipped(row.nextStep, 'max-w-[200px]') },
    {
      key: 'updated',
      head: '更新',
      optional: true,
      sort: 'updatedAt',
      descendingFirst: true,
      cell: (row) => businessDay(row.updatedAt),
      className: 'whitespace-nowrap',
    },
    {
      key: 'look',
      head: <span className="sr-only">预览</span>,
      fixed: true,
      cell: (row) => (
        <Link
          to={lookHref(row.id)}
          preventScrollReset
          aria-label={`预览：${row.name}`}
          title="预览"
          className={buttonClass('quiet', 'small', '!flex !h-5 w-6 !px-0 text-grey-500')}
        >
          <PanelRight aria-hidden className="h-4 w-4" strokeWidth={1.75} />
        </Link>
      ),
      className: 'w-8 !px-1 print:hidden',
    },
  ]
}

/** The day of starting, or how long it has been waited for; with a label where no head says which day it is. */
export function Started({ row, asOf, label }: { row: ProjectRow; asOf: Day; label?: string }) {
  const days = daysNotStarted(row, asOf)
  if (days !== null) return <span className="text-warning">未开工 {days} 天</span>
  return (
    <span>
      {label && `${label} `}
      {shortRange(row.startedFrom, row.startedTo) ?? <span className="text-grey-500">—</span>}
    </span>
  )
}
