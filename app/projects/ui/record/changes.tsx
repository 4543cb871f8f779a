import type { ChangeLine, Names } from '~/audit/domain/change-lines'
import { businessTime } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import { projectLines } from '../../domain/change-lines'

export interface ChangeView {
  id: string
  at: Date
  actorName: string
  action: string
  /** the action in Chinese */
  title: string
  before: unknown
  after: unknown
}

/** What was done to the project, newest first. */
export function Changes({ changes, names }: { changes: readonly ChangeView[]; names: Names }) {
  if (changes.length === 0) return <EmptyState title="还没有修改记录" compact />
  return (
    <ol className="divide-y divide-grey-200">
      {changes.map((change) => (
        <li key={change.id} className="py-2.5 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <span className="font-medium">{change.title}</span>
            <span className="text-sm text-grey-600">
              {change.actorName}，{businessTime(change.at)}
            </span>
          </p>
          <Lines lines={projectLines(change, names)} creates={change.before === null} />
        </li>
      ))}
    </ol>
  )
}

function Lines({ lines, creates }: { lines: readonly ChangeLine[]; creates: boolean }) {
  if (lines.length === 0) return null
  return (
    <dl className="mt-1 space-y-0.5 text-sm">
      {lines.map(({ label, before, after }) => (
        <div key={label} className="flex gap-3">
          <dt className="w-[104px] flex-none text-grey-600">{label}</dt>
          <dd className="min-w-0 whitespace-pre-wrap">
            {!creates && (
              <>
                <del className="text-grey-600">{before || '（空）'}</del>
                <span aria-hidden className="mx-1.5 text-grey-500">
                  →
                </span>
              </>
            )}
            {after || '（空）'}
          </dd>
        </div>
      ))}
    </dl>
  )
}
