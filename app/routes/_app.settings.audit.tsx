import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { auditActionWords, auditSubjectWords, type AuditAction, type AuditSubject } from '~/audit/domain/words'
import { auditedPerson, listAudit } from '~/audit/server/list-audit'
import { ChangeLines, auditLines, type ChangeLine } from '~/audit/ui/change-lines'
import { ROLE_NAMES } from '~/auth/domain/actor'
import { UNIT_KIND_NAMES } from '~/auth/domain/unit-kinds'
import { requireContext } from '~/auth/server/request-context'
import { changeNames } from '~/projects/server/change-names'
import { changeLines as projectLines, type Names } from '~/projects/ui/record/changes'
import { businessDay, businessTime } from '~/shared/day'
import { readDay } from '~/shared/written-day'
import { isId } from '~/shared/id'
import { pageTitle } from '~/shared/product'
import { buttonClass } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { useSearchHref } from '~/ui/search-params'
import { Select } from '~/ui/select'
import { DataTable, type Column } from '~/ui/table'

export const meta = () => pageTitle('审计日志')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'audit.read')
  const query = new URL(args.request.url).searchParams
  const text = (name: string) => query.get(name)?.trim() || undefined
  const today = businessDay(context.now)
  const faults: Record<string, string> = {}
  const day = (name: string, wanted: 'first' | 'last') => {
    const { value, notes } = readDay(text(name) ?? '', { today, wanted })
    for (const { level, message } of notes) if (level === 'error') faults[name] = message
    return value ?? undefined
  }
  const filter = {
    actorId: [text('actor')].find(isId),
    actorName: text('who'),
    action: text('action') as AuditAction | undefined,
    subjectType: text('type') as AuditSubject | undefined,
    subjectId: text('object'),
    from: day('from', 'first'),
    to: day('to', 'last'),
    before: /^\d{1,18}$/.test(text('before') ?? '') ? text('before') : undefined,
  }
  const [actions, subjects] = [auditActionWords(), auditSubjectWords()]
  if (filter.action && !(filter.action in actions)) filter.action = undefined
  if (filter.subjectType && !(filter.subjectType in subjects)) filter.subjectType = undefined
  const actor = filter.actorId ? await auditedPerson(context, filter.actorId) : undefined
  const { items, next } = await listAudit(context, filter)
  const names = await changeNames(items)
  const told = items.map((event) => ({
    ...event,
    title: actions[event.action] ?? event.action,
    kind: subjects[event.subjectType] ?? event.subjectType,
    lines: linesOf(event, names),
  }))
  const typed = { from: text('from'), to: text('to') }
  return { items: told, next, filter, typed, faults, actor, actions, subjects }
}

type Listed = Awaited<ReturnType<typeof listAudit>>['items'][number]
type Event = Omit<Awaited<ReturnType<typeof loader>>['items'][number], 'before' | 'after'> & { before: unknown }

const WORDS = { ...UNIT_KIND_NAMES, ...ROLE_NAMES }

function linesOf(event: Listed, names: Names): ChangeLine[] {
  const ofProject = ['project', 'stageEvent', 'investor'].includes(event.subjectType)
  return ofProject ? projectLines(event, names) : auditLines(event, WORDS)
}

const columns: Column<Event>[] = [
  { key: 'at', head: '时间', className: 'whitespace-nowrap tabular-nums', cell: (event) => businessTime(event.at) },
  {
    key: 'who',
    head: '人员',
    className: 'whitespace-nowrap',
    cell: (event) => (event.actorId ? <Link to={`?actor=${event.actorId}`}>{event.actorName}</Link> : event.actorName),
  },
  {
    key: 'action',
    head: '操作',
    primary: true,
    cell: (event) => (
      <>
        {event.title}
        {event.result === 'refused' && <span className="ml-1 text-sm text-danger">（未通过）</span>}
      </>
    ),
  },
  {
    key: 'object',
    head: '对象',
    className: 'whitespace-nowrap',
    cell: (event) =>
      event.subjectId ? (
        <Link to={`?type=${event.subjectType}&object=${event.subjectId}`}>
          {event.kind} …{event.subjectId.slice(-6)}
        </Link>
      ) : (
        event.kind
      ),
  },
  {
    key: 'changes',
    head: '变化',
    className: 'min-w-[220px]',
    cell: (event) =>
      event.withheld ? (
        <span className="text-sm text-grey-600">业务内容，仅审计管理员可见</span>
      ) : (
        <ChangeLines lines={event.lines} creates={event.before === null} />
      ),
  },
  { key: 'address', head: '地址', wideOnly: true, className: 'whitespace-nowrap', cell: (event) => event.address },
]

export default function AuditLog() {
  const { items, next, filter, typed, faults, actor, actions, subjects } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const href = useSearchHref()
  const active: ActiveFilter[] = [
    ...(filter.actorId ? [{ params: ['actor', 'before'], label: '人员', value: actor ?? '未知人员' }] : []),
    ...(filter.actorName ? [{ params: ['who', 'before'], label: '姓名', value: filter.actorName }] : []),
    ...(filter.action ? [{ params: ['action', 'before'], label: '操作', value: actions[filter.action] }] : []),
    ...(filter.subjectType ? [{ params: ['type', 'before'], label: '对象', value: subjects[filter.subjectType] }] : []),
    ...(filter.subjectId
      ? [{ params: ['object', 'before'], label: '对象编号', value: `…${filter.subjectId.slice(-6)}` }]
      : []),
    ...(filter.from ? [{ params: ['from', 'before'], label: '从', value: filter.from }] : []),
    ...(filter.to ? [{ params: ['to', 'before'], label: '到', value: filter.to }] : []),
  ]
  return (
    <Page title="审计日志" note="谁在何时、从哪里、做了什么。只能追加，不能修改或删除。">
      <FilterBar
        active={active}
        keep={['actor', 'object']}
        more={
          <>
            <Field label="对象" name="type">
              <Select blank="全部对象" defaultValue={filter.subjectType} options={options(subjects)} />
            </Field>
            <Field label="从（含）" name="from" error={faults.from}>
              <DayInput wanted="first" defaultValue={filter.from ?? typed.from} />
            </Field>
            <Field label="到（含）" name="to" error={faults.to}>
              <DayInput wanted="last" defaultValue={filter.to ?? typed.to} />
            </Field>
          </>
        }
      >
        <Input name="who" aria-label="姓名" placeholder="姓名" defaultValue={filter.actorName} className="!w-36" />
        <Select
          name="action"
          aria-label="操作"
          blank="全部操作"
          defaultValue={filter.action}
          className="!w-40"
          options={options(actions)}
        />
      </FilterBar>
      <div className="panel">
        <DataTable
          caption="审计日志"
          columns={columns}
          rows={items}
          rowKey={(event) => event.id}
          sortParam={null}
          dense
          empty={<EmptyState title="没有符合条件的记录">放宽日期或清除筛选再查。</EmptyState>}
        />
        <nav aria-label="翻页" className="flex justify-end gap-2 px-3 py-2">
          {params.has('before') && (
            <Link to={href({ before: null })} className={buttonClass('plain', 'small')}>
              最新
            </Link>
          )}
          {next && (
            <Link to={href({ before: next })} rel="next" className={buttonClass('plain', 'small')}>
              更早
            </Link>
          )}
        </nav>
      </div>
    </Page>
  )
}

function options(labels: Record<string, string>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
