import { Link } from '@remix-run/react'
import { businessTime } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import type { WordedChange } from '../../domain/rules/describe'
import type { RuleSetPage } from '../../server/rule-set-list'

type Shown = Pick<RuleSetPage, 'id' | 'versions' | 'inForce' | 'shown'>

/** The versions of a rule set, each to be looked at and compared with the one that is shown. */
export function RuleSetHistory({ id, versions, inForce, shown }: Shown) {
  const to = (query: string) => `/screening/rules/${id}?${query}`
  return (
    <Panel title="版本">
      {versions.length === 0 && <EmptyState compact title="还没有发布过" />}
      <ol className="divide-y divide-grey-200">
        {versions.map(({ number, effectiveFrom, publishedAt, publishedByName, note }) => (
          <li key={number} className="py-2 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <Link
                to={to(`version=${number}`)}
                aria-current={number === shown ? 'true' : undefined}
                className="font-medium"
              >
                第 {number} 版
              </Link>
              {number === inForce && <Badge tone="good">现行</Badge>}
              <span>{effectiveFrom} 起</span>
              {number !== shown && shown !== null && (
                <Link to={to(`version=${shown}&compare=${number}`)} className="text-sm">
                  与第 {shown} 版比较
                </Link>
              )}
            </p>
            <p className="text-sm text-grey-600">
              {publishedByName}，{businessTime(publishedAt)} 发布
            </p>
            {note && <p className="text-sm">{note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** Line by line what differs between two versions. */
export function RuleSetChanges({
  title,
  heads,
  changes,
}: {
  title: string
  heads: readonly [string, string]
  changes: readonly WordedChange[]
}) {
  return (
    <Panel title={title} flush={changes.length > 0}>
      {changes.length === 0 ? (
        <p className="text-grey-600">内容相同。</p>
      ) : (
        <table className="w-full text-sm">
          <caption className="sr-only">{title}</caption>
          <thead className="hidden sm:table-header-group">
            <tr className="text-left text-grey-700">
              {['', ...heads].map((head) => (
                <th key={head} scope="col" className="border-b border-grey-200 px-4 py-1.5 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name} className="align-top">
                <th
                  scope="row"
                  className="block px-4 pt-2 text-left font-medium sm:table-cell sm:w-40 sm:border-b sm:border-grey-200 sm:py-1.5"
                >
                  {name}
                </th>
                <Side head={heads[0]} text={before} />
                <Side head={heads[1]} text={after} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Side({ head, text }: { head: string; text: string }) {
  return (
    <td className="block px-4 py-1 sm:table-cell sm:border-b sm:border-grey-200 sm:py-1.5">
      <span className="text-grey-600 sm:hidden">{head}：</span>
      {text || <span className="text-grey-600">（无）</span>}
    </td>
  )
}
