import { Link } from '@remix-run/react'
import { FileSpreadsheet } from 'lucide-react'
import { businessTime } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { StatusDot } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FilterBar } from '~/ui/filter-bar'
import { Notice } from '~/ui/form'
import { Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Progress } from '~/ui/progress'
import { Select } from '~/ui/select'
import { Stat, Stats, type StatProps } from '~/ui/stat'
import { TableAndCards } from '~/ui/table-and-cards'
import {
  isChanged,
  NOT_JUDGED,
  projectsOf,
  runVerdictName,
  SHOWN,
  SHOWN_NAMES,
  type RunQuery,
  type RunVerdict,
  type Shown,
  type Transition,
} from '../../domain/runs/run'
import { VERDICTS, type Verdict } from '../../domain/rules/rule-set'
import type { ListedRun, RunResult } from '../../server/runs/read-runs'
import { VERDICT_LOOKS } from '../evaluation-view'
import { progressWords } from './run-list'

/** The verdicts of a run, the best first. */
const RUN_VERDICTS: readonly RunVerdict[] = [...VERDICTS.toReversed(), null]

const inAddress = (verdict: RunVerdict) => verdict ?? NOT_JUDGED

const addressOf = ({ show, verdict }: RunQuery) => {
  const asked = new URLSearchParams({ show })
  if (verdict !== undefined) asked.set('verdict', inAddress(verdict))
  return `?${asked.toString()}`
}

const TONES: Partial<Record<Verdict, StatProps['tone']>> = { pass: 'good', fail: 'danger' }

function VerdictMark({ verdict }: { verdict: RunVerdict }) {
  const looks = verdict === null ? ({ tone: 'neutral', shape: 'dash' } as const) : VERDICT_LOOKS[verdict]
  return <StatusDot {...looks}>{runVerdictName(verdict)}</StatusDot>
}

/** How far a run is; without JavaScript a link looks again. */
export function RunProgress({ run }: { run: ListedRun }) {
  const { done = 0, total = 1 } = run.counted ?? { done: run.share, total: 1 }
  return (
    <Panel className="mb-4">
      <Progress label={done === 0 ? '即将开始' : '正在重判'} value={done} max={total} note={progressWords(run)} />
      <noscript>
        <p className="mt-2 text-sm">
          <a href="">刷新</a>
        </p>
      </noscript>
    </Panel>
  )
}

/** Minutes without a project judged, after which somebody should look. */
const STALLED_MINUTES = 5

/** What a reader has to know of a run that is not simply done. */
export function RunNotice({ run, now }: { run: ListedRun; now: Date | string }) {
  const { state, failure, movedAt, endedAt } = run
  if (state === 'failed')
    return (
      <SpacedNotice tone="danger" title={`重判中断：${failure ?? '程序出错'}`}>
        已判 {progressWords(run)}，结果保留；可以继续，从中断处接着判。
      </SpacedNotice>
    )
  if (state === 'cancelled')
    return (
      <SpacedNotice tone="info" title={`已于 ${endedAt ? businessTime(endedAt) : ''} 取消`}>
        已判 {progressWords(run)}，下面只是这一部分；继续时从停下处接着判，规则和系数不变。
      </SpacedNotice>
    )
  const minutes = Math.floor((new Date(now).getTime() - new Date(movedAt).getTime()) / 60_000)
  if (state === 'done' || minutes < STALLED_MINUTES) return null
  return (
    <SpacedNotice tone="warning" title={`已有 ${minutes} 分钟没有进展`}>
      程序或数据库可能中途停止过。可以取消后继续，从停下处接着判。
    </SpacedNotice>
  )
}

const SpacedNotice = (props: Parameters<typeof Notice>[0]) => (
  <div className="mb-4">
    <Notice {...props} />
  </div>
)

/** What may be done to a run as it stands. */
export function RunActions({ run, mayManage }: { run: ListedRun; mayManage: boolean }) {
  const version = String(run.version)
  if (!mayManage) return null
  if (run.state === 'running')
    return (
      <ConfirmDialog
        label="取消重判"
        tone="plain"
        title="取消这次重判？"
        confirmLabel="取消重判"
        fields={{ intent: 'cancel', version }}
      >
        已判的结果保留，以后可以继续。
      </ConfirmDialog>
    )
  return (
    <>
      <ConfirmDialog
        label="删除"
        tone="quiet"
        title="删除这次重判？"
        confirmLabel="删除"
        fields={{ intent: 'remove', version }}
      >
        全部结果随之删除，不影响项目和预审。
      </ConfirmDialog>
      {run.state !== 'done' && (
        <ConfirmDialog
          label="继续"
          tone="primary"
          title="继续这次重判？"
          confirmLabel="继续"
          fields={{ intent: 'resume', version }}
        >
          从停下处接着判，规则和系数与开始时相同。
        </ConfirmDialog>
      )}
    </>
  )
}

/** How many came to each verdict, and how many of them to another than before. */
export function RunStats({ transitions }: { transitions: readonly Transition[] }) {
  const total = projectsOf(transitions)
  const changed = projectsOf(transitions, isChanged)
  const first = projectsOf(transitions, ({ before }) => before === null)
  return (
    <Stats>
      <Stat
        label="结论改变"
        value={formatNumber(changed)}
        unit="个"
        note={`共 ${formatNumber(total)} 个，${formatNumber(first)} 个没有预审过`}
        tone={changed > 0 ? 'warning' : 'plain'}
        to={addressOf({ show: 'changed' })}
      />
      {RUN_VERDICTS.map((verdict) => {
        const count = projectsOf(transitions, (one) => one.verdict === verdict)
        return (
          (verdict !== null || count > 0) && (
            <Stat
              key={inAddress(verdict)}
              label={runVerdictName(verdict)}
              value={formatNumber(count)}
              unit="个"
              tone={verdict && count > 0 ? TONES[verdict] : 'plain'}
              to={addressOf({ show: 'all', verdict })}
            />
          )
        )
      })}
    </Stats>
  )
}

interface RunResultsProps {
  id: string
  results: readonly RunResult[]
  query: RunQuery
  total: number
  page: number
  size: number
}

const EMPTY: Record<Shown, string> = {
  changed: '没有项目的结论改变',
  first: '没有这样的项目',
  all: '没有这样的项目',
}

/** The projects asked for, before and after, a page of them. */
export function RunResults({ id, results, query, total, page, size }: RunResultsProps) {
  const pages = usePages({ total, page, size, shown: results.length })
  const { show, verdict } = query
  return (
    <>
      <FilterBar
        active={[
          ...(show === 'changed' ? [] : [{ params: ['show'], label: '列出', value: SHOWN_NAMES[show] }]),
          ...(verdict === undefined
            ? []
            : [{ params: ['verdict'], label: '重判结论', value: runVerdictName(verdict) }]),
        ]}
      >
        <Field label="列出" name="show" hideLabel className="w-[calc(50%-4px)] sm:w-44">
          <Select defaultValue={show} options={SHOWN.map((value) => ({ value, label: SHOWN_NAMES[value] }))} />
        </Field>
        <Field label="重判结论" name="verdict" hideLabel className="w-[calc(50%-4px)] sm:w-40">
          <Select
            blank="全部结论"
            defaultValue={verdict === undefined ? '' : inAddress(verdict)}
            options={RUN_VERDICTS.map((value) => ({ value: inAddress(value), label: runVerdictName(value) }))}
          />
        </Field>
      </FilterBar>
      <Panel
        title={show === 'changed' ? '结论改变的项目' : SHOWN_NAMES[show]}
        flush
        actions={
          <LinkButton
            to={`/screening/runs/${id}/results.xlsx${addressOf(query)}`}
            icon={FileSpreadsheet}
            size="small"
            reloadDocument
          >
            导出
          </LinkButton>
        }
      >
        <TableAndCards
          caption="重判结果"
          sortParam={null}
          rows={results}
          rowKey={(row) => row.id}
          rowTo={(row) => `/projects/${row.id}`}
          card={(row) => <ResultCard {...row} />}
          columns={[
            { key: 'name', head: '项目', primary: true, cell: ({ name }) => name },
            { key: 'unit', head: '登记单位', wideOnly: true, cell: ({ unit }) => unit },
            { key: 'before', head: '上次', nowrap: true, cell: Before },
            { key: 'verdict', head: '重判', nowrap: true, cell: VerdictMark },
            {
              key: 'score',
              head: '得分',
              align: 'right',
              cell: ({ score }) => (score === null ? null : formatNumber(score)),
            },
            { key: 'class', head: '预期等级', align: 'center', cell: (row) => row.class },
            {
              key: 'from',
              head: '依据',
              nowrap: true,
              wideOnly: true,
              cell: ({ fromRecord }) => (fromRecord ? '台账' : '最近一次预审'),
            },
          ]}
          empty={
            <EmptyState
              compact
              title={EMPTY[show]}
              actions={<LinkButton to={addressOf({ show: 'all' })}>看全部项目</LinkButton>}
            />
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目" />
          </div>
        )}
      </Panel>
    </>
  )
}

const Before = ({ before }: RunResult) =>
  before === null ? <span className="text-grey-600">没有预审过</span> : <VerdictMark verdict={before} />

function ResultCard(row: RunResult) {
  return (
    <>
      <Link to={`/projects/${row.id}`} className="font-medium after:absolute after:inset-0">
        {row.name}
      </Link>
      <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm">
        <Before {...row} />
        <span aria-hidden className="text-grey-500">
          →
        </span>
        <span className="sr-only">变为</span>
        <VerdictMark verdict={row.verdict} />
      </span>
    </>
  )
}
