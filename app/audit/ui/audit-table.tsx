import { Link } from '@remix-run/react'
import { businessTime } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import { DataTable, type Column } from '~/ui/table'
import type { ToldEvent } from '../server/tell-events'
import { ChangeLines } from './change-lines'

const columns: Column<ToldEvent>[] = [
  { key: 'at', head: '时间', className: 'whitespace-nowrap tabular-nums', cell: (event) => businessTime(event.at) },
  {
    key: 'who',
    head: '人员',
    className: 'whitespace-nowrap',
    cell: (event) => <Person event={event} />,
  },
  {
    key: 'action',
    head: '操作',
    primary: true,
    cell: (event) => <Act event={event} />,
  },
  { key: 'object', head: '对象', className: 'min-w-[160px] max-w-[300px]', cell: (event) => <Subject event={event} /> },
  { key: 'changes', head: '变化', className: 'min-w-[220px]', cell: (event) => <Changed event={event} /> },
  { key: 'address', head: '地址', wideOnly: true, className: 'whitespace-nowrap', cell: (event) => event.address },
]

/** The name leads to all that this person did. */
function Person({ event: { actorId, actorName, login } }: { event: ToldEvent }) {
  if (!actorId) return <>{actorName}</>
  return (
    <Link to={`?actor=${actorId}`} title={login ?? undefined}>
      {actorName}
    </Link>
  )
}

function Act({ event: { title, refused } }: { event: ToldEvent }) {
  return (
    <>
      {title}
      {refused && <span className="ml-1 text-sm text-danger">（未通过）</span>}
    </>
  )
}

/** The kind leads to all that was done to the thing, its name to the thing. */
function Subject({ event: { kind, name, to, subjectType, subjectId } }: { event: ToldEvent }) {
  return (
    <>
      {subjectId ? (
        <Link to={`?type=${subjectType}&id=${subjectId}`} title="只看这个对象的记录" className="text-sm">
          {kind}
        </Link>
      ) : (
        <span className="text-sm text-grey-600">{kind}</span>
      )}
      {name && <span className="block break-words">{to ? <Link to={to}>{name}</Link> : name}</span>}
    </>
  )
}

function Changed({ event: { id, isWhole, withheld, summary, lines, creates } }: { event: ToldEvent }) {
  if (withheld) return <span className="text-sm text-grey-600">业务内容，无权查看</span>
  return (
    <>
      {summary === null ? <ChangeLines lines={lines} creates={creates} /> : <span className="text-sm">{summary}</span>}
      {isWhole && (
        <Link to={`?part=${id}`} className="block text-sm">
          展开各条记录
        </Link>
      )}
    </>
  )
}

const empty = <EmptyState title="没有符合条件的记录">放宽日期或清除筛选再查。</EmptyState>

/** A page of the log: a table, on a phone a list. */
export function AuditTable({ events }: { events: readonly ToldEvent[] }) {
  if (events.length === 0) return empty
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable
          caption="审计日志"
          columns={columns}
          rows={events}
          rowKey={(event) => event.id}
          sortParam={null}
          dense
        />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {events.map((event) => (
          <li key={event.id} className="space-y-0.5 px-3 py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">
                <Act event={event} />
              </span>
              <span className="text-sm text-grey-600">{businessTime(event.at)}</span>
            </p>
            <p className="text-sm text-grey-600">
              <Person event={event} />
            </p>
            <div>
              <Subject event={event} />
            </div>
            <Changed event={event} />
          </li>
        ))}
      </ul>
    </>
  )
}
