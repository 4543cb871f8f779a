import { Link } from '@remix-run/react'
import { Filter, ListPlus, Pencil } from 'lucide-react'
import { StageDot } from '~/projects/ui/stage-dot'
import { shortRange } from '~/projects/domain/listed-project'
import { daysBetween, type Day } from '~/shared/day'
import { formatNumber, formatWan } from '~/shared/money'
import { LinkButton } from '~/ui/button'
import { ChoiceChip } from '~/ui/chip'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Stat, Stats } from '~/ui/stat'
import { DataTable, type Column } from '~/ui/table'
import {
  BATCH_PARTS,
  deadlineWords,
  MEMBER_STATES,
  PART_NAMES,
  STATE_NAMES,
  type BatchPart,
  type MemberState,
} from '../domain/batch'
import type { BatchMember, BatchRow } from '../server/batches'
import { share, StateDot } from './words'

export const BATCH_PAGE_SIZE = 100

interface BatchPageProps {
  batch: BatchRow
  members: readonly BatchMember[]
  total: number
  page: number
  asked: { part?: BatchPart; state?: MemberState }
  today: Day
  mayManage: boolean
}

/** A batch: what was promised, and what became of each project. */
export function BatchPage({ batch, members, total, page, asked, today, mayManage }: BatchPageProps) {
  const at = `/batches/${batch.id}`
  const pages = usePages({ total, page, size: BATCH_PAGE_SIZE, shown: members.length })
  return (
    <Page
      title={batch.name}
      crumbs={[{ label: '三个一批', to: '/batches' }, { label: batch.name }]}
      note={
        <>
          {batch.heldOn} 举行
          {batch.signed > 0 && (
            <>
              ；签约项目应在 {batch.deadlineOn} 前开工（含当日），{deadlineWords(batch.deadlineOn, today)}
            </>
          )}
        </>
      }
      actions={
        <>
          <LinkButton to={`/pipeline?batch=${batch.id}`} icon={Filter}>
            签约开工
          </LinkButton>
          {mayManage && (
            <LinkButton to={`${at}/edit`} icon={Pencil}>
              编辑
            </LinkButton>
          )}
          {mayManage && (
            <LinkButton to={`${at}/projects`} icon={ListPlus} tone="primary">
              调整项目
            </LinkButton>
          )}
        </>
      }
    >
      <BatchStats batch={batch} />
      {batch.note && <p className="mb-4 whitespace-pre-wrap text-grey-700">{batch.note}</p>}
      <PartsAndStates at={at} asked={asked} />
      <div className="panel">
        {members.length === 0 ? (
          <Empty
            at={at}
            filtered={Boolean(asked.part ?? asked.state)}
            hidden={batch.projects === 0}
            mayManage={mayManage}
          />
        ) : (
          <Members members={members} batch={batch} today={today} />
        )}
        {total > BATCH_PAGE_SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目" />
          </div>
        )}
      </div>
    </Page>
  )
}

function BatchStats({ batch }: { batch: BatchRow }) {
  const at = `/batches/${batch.id}`
  const { signed, signedStarted, overdue, started, startedDone, producing, producingDone } = batch
  return (
    <Stats>
      <Stat label="项目" value={batch.projects} unit="个" note={`总投资 ${formatWan(batch.investmentWan)}`} to={at} />
      <Stat
        label="签约项目"
        value={signed}
        unit="个"
        note={signed > 0 && formatWan(batch.signedWan)}
        to={`${at}?part=signed`}
      />
      <Stat
        label="其中已开工"
        value={signedStarted}
        unit="个"
        note={signed > 0 && `占签约项目 ${share(signedStarted, signed)}`}
        to={`${at}?part=signed&state=done`}
      />
      <Stat
        label="逾期未开工"
        value={overdue}
        unit="个"
        tone={overdue > 0 ? 'danger' : 'plain'}
        note={signed > 0 && `期限 ${batch.deadlineOn}`}
        to={`${at}?part=signed&state=overdue`}
      />
      <Stat
        label="开工项目"
        value={started}
        unit="个"
        note={started > 0 && `确已开工 ${startedDone} 个`}
        to={`${at}?part=started`}
      />
      <Stat
        label="投产项目"
        value={producing}
        unit="个"
        note={producing > 0 && `确已投产 ${producingDone} 个`}
        to={`${at}?part=producing`}
      />
    </Stats>
  )
}

function PartsAndStates({ at, asked }: { at: string; asked: BatchPageProps['asked'] }) {
  const to = (change: BatchPageProps['asked']) => {
    const search = new URLSearchParams(Object.entries({ ...asked, ...change }).filter(([, value]) => value))
    return [...search].length > 0 ? `${at}?${search}` : at
  }
  return (
    <div className="mb-3 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
      <div role="group" aria-label="类别" className="flex flex-wrap gap-1.5">
        <ChoiceChip to={to({ part: undefined })} active={!asked.part}>
          全部类别
        </ChoiceChip>
        {BATCH_PARTS.map((part) => (
          <ChoiceChip key={part} to={to({ part })} active={asked.part === part}>
            {PART_NAMES[part]}
          </ChoiceChip>
        ))}
      </div>
      <div role="group" aria-label="结果" className="flex flex-wrap gap-1.5">
        <ChoiceChip to={to({ state: undefined })} active={!asked.state}>
          全部结果
        </ChoiceChip>
        {MEMBER_STATES.map((state) => (
          <ChoiceChip key={state} to={to({ state })} active={asked.state === state}>
            {STATE_NAMES[state]}
          </ChoiceChip>
        ))}
      </div>
    </div>
  )
}

/** Days to the deadline of a project that is to start, or how long it is late. */
function Deadline({ member, deadlineOn, today }: { member: BatchMember; deadlineOn: Day; today: Day }) {
  if (member.part !== 'signed' || member.state === 'done' || member.state === 'ended')
    return <span className="text-grey-500">—</span>
  const days = daysBetween(today, deadlineOn)
  if (days < 0) return <span className="font-medium text-danger">逾期 {-days} 天</span>
  return <span className={days <= 30 ? 'text-warning' : undefined}>{days === 0 ? '今天到期' : `还有 ${days} 天`}</span>
}

function columns(batch: BatchRow, today: Day): Column<BatchMember>[] {
  return [
    {
      key: 'name',
      head: '项目名称',
      primary: true,
      cell: (row) => (
        <span title={row.project.name} className="block max-w-[280px] truncate">
          {row.project.name}
        </span>
      ),
    },
    { key: 'part', head: '列为', nowrap: true, cell: (row) => PART_NAMES[row.part] },
    { key: 'state', head: '结果', nowrap: true, cell: (row) => <StateDot state={row.state} /> },
    { key: 'stage', head: '阶段', nowrap: true, cell: (row) => <StageDot stage={row.stage} status={row.status} /> },
    {
      key: 'unit',
      head: '责任单位',
      cell: (row) => (
        <span title={row.unit.name} className="block max-w-[150px] truncate">
          {row.unit.name}
        </span>
      ),
    },
    { key: 'sponsor', head: '包保领导', nowrap: true, cell: (row) => row.sponsor },
    {
      key: 'investment',
      head: '总投资',
      unit: '万元',
      align: 'right',
      cell: (row) => row.investmentWan !== null && formatNumber(row.investmentWan),
    },
    { key: 'signed', head: '签约', nowrap: true, cell: (row) => shortRange(row.signedFrom, row.signedTo) },
    { key: 'started', head: '开工', nowrap: true, cell: (row) => shortRange(row.startedFrom, row.startedTo) },
    {
      key: 'deadline',
      head: '期限',
      nowrap: true,
      cell: (row) => <Deadline member={row} deadlineOn={batch.deadlineOn} today={today} />,
    },
  ]
}

const keyOf = ({ part, project }: BatchMember) => `${part}:${project.id}`
const toOf = ({ project }: BatchMember) => `/projects/${project.id}`

function Members({ members, batch, today }: { members: readonly BatchMember[]; batch: BatchRow; today: Day }) {
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable
          caption={`${batch.name}的项目`}
          columns={columns(batch, today)}
          rows={members}
          rowKey={keyOf}
          rowTo={toOf}
          sortParam={null}
          dense
        />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {members.map((member) => (
          <li key={keyOf(member)} className="relative px-3 py-2.5">
            <div className="flex items-start justify-between gap-3">
              <Link to={toOf(member)} className="min-w-0 font-medium text-ink after:absolute after:inset-0">
                {member.project.name}
              </Link>
              <span className="flex-none text-sm">
                <StateDot state={member.state} />
              </span>
            </div>
            <p className="mt-0.5 text-sm text-grey-700">
              {[PART_NAMES[member.part], member.unit.name, member.sponsor].filter(Boolean).join(' · ')}
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-600">
              <StageDot stage={member.stage} status={member.status} />
              {member.investmentWan !== null && <span>{formatWan(member.investmentWan)}</span>}
              {member.startedFrom && <span>开工 {shortRange(member.startedFrom, member.startedTo)}</span>}
              {member.part === 'signed' && ['overdue', 'waiting'].includes(member.state) && (
                <Deadline member={member} deadlineOn={batch.deadlineOn} today={today} />
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Empty({
  at,
  filtered,
  hidden,
  mayManage,
}: {
  at: string
  filtered: boolean
  hidden: boolean
  mayManage: boolean
}) {
  if (filtered) return <EmptyState title="没有符合条件的项目" actions={<LinkButton to={at}>看全部项目</LinkButton>} />
  if (mayManage && hidden) {
    return (
      <EmptyState
        title="还没有列入项目"
        actions={
          <LinkButton to={`${at}/projects`} tone="primary">
            列入项目
          </LinkButton>
        }
      >
        按名称查找项目，一次可以列入多个。
      </EmptyState>
    )
  }
  return (
    <EmptyState title="没有您可以查看的项目">
      招商局列入项目后显示在这里；其他单位未签约的项目和保密项目不在您的查看范围内。
    </EmptyState>
  )
}
