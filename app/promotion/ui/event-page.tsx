import { Link } from '@remix-run/react'
import { Filter, ListPlus, Pencil } from 'lucide-react'
import { StageDot } from '~/projects/ui/stage-dot'
import { shortRange } from '~/projects/domain/listed-project'
import { formatNumber, formatWan } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { ChoiceChip } from '~/ui/chip'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Stat, Stats } from '~/ui/stat'
import { DataTable, type Column } from '~/ui/table'
import { OUTCOME_NAMES, type EventOutcome } from '../domain/event'
import type { EventMember, EventRow } from '../server/events'
import { daysHeld, share } from './words'

export const EVENT_PAGE_SIZE = 100

export type EventAsked = { outcome?: EventOutcome; come?: 'signed' | 'started' | 'producing' }

interface EventPageProps {
  event: EventRow
  members: readonly EventMember[]
  total: number
  page: number
  asked: EventAsked
  mayManage: boolean
}

/** An event: who was there, and what became of them. */
export function EventPage({ event, members, total, page, asked, mayManage }: EventPageProps) {
  const at = `/events/${event.id}`
  const pages = usePages({ total, page, size: EVENT_PAGE_SIZE, shown: members.length })
  const { projects, signed, signedBefore, started, producing } = event
  const cuts: { label: string; asked: EventAsked }[] = [
    { label: '全部项目', asked: {} },
    { label: OUTCOME_NAMES.signed, asked: { outcome: 'signed' } },
    { label: OUTCOME_NAMES.intended, asked: { outcome: 'intended' } },
    { label: OUTCOME_NAMES.met, asked: { outcome: 'met' } },
    { label: '现已签约', asked: { come: 'signed' } },
    { label: '已开工', asked: { come: 'started' } },
    { label: '已投产', asked: { come: 'producing' } },
  ]
  return (
    <Page
      title={event.name}
      marks={<Badge>{event.kind}</Badge>}
      crumbs={[{ label: '招商活动', to: '/events' }, { label: event.name }]}
      note={[daysHeld(event.heldFrom, event.heldTo), event.place].filter(Boolean).join(' · ')}
      actions={
        <>
          <LinkButton to={`/pipeline?event=${event.id}`} icon={Filter}>
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
      <Stats>
        <Stat label="参加项目" value={projects} unit="个" note={`总投资 ${formatWan(event.investmentWan)}`} to={at} />
        <Stat label="当场签约" value={event.signedThere} unit="个" to={`${at}?outcome=signed`} />
        <Stat
          label="现已签约"
          value={signed}
          unit="个"
          note={
            projects > 0 && (
              <>
                占 {share(signed, projects)}，{formatWan(event.signedWan)}
                {signedBefore > 0 && <span className="block">其中活动前已签 {signedBefore} 个</span>}
              </>
            )
          }
          to={`${at}?come=signed`}
        />
        <Stat
          label="已开工"
          value={started}
          unit="个"
          note={signed > 0 && `占已签约 ${share(started, signed)}`}
          to={`${at}?come=started`}
        />
        <Stat label="已投产" value={producing} unit="个" to={`${at}?come=producing`} />
      </Stats>
      {event.note && <p className="mb-4 whitespace-pre-wrap text-grey-700">{event.note}</p>}
      <div role="group" aria-label="筛选" className="mb-3 flex flex-wrap gap-1.5 print:hidden">
        {cuts.map((cut) => (
          <ChoiceChip
            key={cut.label}
            to={`${at}${Object.keys(cut.asked).length > 0 ? `?${new URLSearchParams(cut.asked)}` : ''}`}
            active={cut.asked.outcome === asked.outcome && cut.asked.come === asked.come}
          >
            {cut.label}
          </ChoiceChip>
        ))}
      </div>
      <div className="panel">
        {members.length === 0 ? (
          <Empty at={at} filtered={Boolean(asked.outcome ?? asked.come)} mayManage={mayManage} />
        ) : (
          <Members members={members} name={event.name} />
        )}
        {total > EVENT_PAGE_SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目" />
          </div>
        )}
      </div>
    </Page>
  )
}

export const memberTitle = ({ project: { name }, phases }: EventMember) =>
  phases.length > 0 ? `${name}（${phases.join('、')}）` : name
const toOf = ({ project }: EventMember) => `/projects/${project.id}`

const columns: Column<EventMember>[] = [
  {
    key: 'name',
    head: '项目名称',
    primary: true,
    cell: (row) => (
      <span title={memberTitle(row)} className="block max-w-[300px] truncate">
        {memberTitle(row)}
      </span>
    ),
  },
  {
    key: 'investor',
    head: '投资方',
    cell: (row) =>
      row.investor && (
        <span title={row.investor} className="block max-w-[200px] truncate">
          {row.investor}
        </span>
      ),
  },
  { key: 'outcome', head: '活动成果', nowrap: true, cell: (row) => OUTCOME_NAMES[row.outcome] },
  { key: 'stage', head: '阶段', nowrap: true, cell: (row) => <StageDot stage={row.stage} status={row.status} /> },
  {
    key: 'unit',
    head: '责任单位',
    cell: (row) => (
      <span title={row.unit.name} className="block max-w-[160px] truncate">
        {row.unit.name}
      </span>
    ),
  },
  {
    key: 'investment',
    head: '总投资',
    unit: '万元',
    align: 'right',
    cell: (row) => row.investmentWan !== null && formatNumber(row.investmentWan),
  },
  { key: 'signed', head: '签约', nowrap: true, cell: (row) => shortRange(row.signedFrom, row.signedTo) },
  { key: 'started', head: '开工', nowrap: true, cell: (row) => shortRange(row.startedFrom, row.startedTo) },
]

function Members({ members, name }: { members: readonly EventMember[]; name: string }) {
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable
          caption={`${name}的项目`}
          columns={columns}
          rows={members}
          rowKey={({ project }) => project.id}
          rowTo={toOf}
          sortParam={null}
          dense
        />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {members.map((member) => (
          <li key={member.project.id} className="relative px-3 py-2.5">
            <div className="flex items-start justify-between gap-3">
              <Link to={toOf(member)} className="min-w-0 font-medium text-ink after:absolute after:inset-0">
                {memberTitle(member)}
              </Link>
              <span className="flex-none text-sm">
                <StageDot stage={member.stage} status={member.status} />
              </span>
            </div>
            <p className="mt-0.5 text-sm text-grey-700">
              {[member.investor, member.unit.name].filter(Boolean).join(' · ')}
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-600">
              <span>{OUTCOME_NAMES[member.outcome]}</span>
              {member.investmentWan !== null && <span>{formatWan(member.investmentWan)}</span>}
              {member.signedFrom && <span>签约 {shortRange(member.signedFrom, member.signedTo)}</span>}
              {member.startedFrom && <span>开工 {shortRange(member.startedFrom, member.startedTo)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Empty({ at, filtered, mayManage }: { at: string; filtered: boolean; mayManage: boolean }) {
  if (filtered) return <EmptyState title="没有符合条件的项目" actions={<LinkButton to={at}>看全部项目</LinkButton>} />
  if (mayManage) {
    return (
      <EmptyState
        title="还没有列入项目"
        actions={
          <LinkButton to={`${at}/projects`} tone="primary">
            列入项目
          </LinkButton>
        }
      >
        把活动中对接和签约的项目列进来，就能看到它们后来怎么样了。
      </EmptyState>
    )
  }
  return (
    <EmptyState title="没有您可以查看的项目">
      招商局列入项目后显示在这里；其他单位未签约的项目和保密项目不在您的查看范围内。
    </EmptyState>
  )
}
