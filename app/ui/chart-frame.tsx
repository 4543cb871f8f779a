import type { ReactNode } from 'react'

/** A chart drawn on the server. The table beneath says the same in numbers, for paper, screen readers and doubt. */
export function ChartFrame({
  title,
  note,
  actions,
  svg,
  description,
  table,
  children,
}: {
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** Markup of our own renderer; never of a user. */
  svg?: string
  /** What the chart shows, in a sentence. */
  description: string
  table?: ReactNode
  children?: ReactNode
}) {
  return (
    <figure className="panel">
      <figcaption className="flex min-h-[40px] flex-wrap items-center justify-between gap-x-3 border-b border-grey-200 px-4 py-1.5">
        <span>
          <span className="font-semibold">{title}</span>
          {note && <span className="ml-2 text-sm text-grey-600">{note}</span>}
        </span>
        {actions && <span className="flex items-center gap-1 print:hidden">{actions}</span>}
      </figcaption>
      <div className="px-3 py-3">
        {svg ? (
          <div
            role="img"
            aria-label={description}
            className="[&>svg]:h-auto [&>svg]:max-w-full"
            dangerouslySetInnerHTML={{ __html: svg }}
          />
        ) : (
          children
        )}
      </div>
      {table && (
        <details className="border-t border-grey-200 px-4 py-2 text-sm">
          <summary className="text-accent-600">查看数据</summary>
          <div className="mt-2 overflow-x-auto">{table}</div>
        </details>
      )}
    </figure>
  )
}
