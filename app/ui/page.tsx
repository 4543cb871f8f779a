import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Breadcrumbs } from './breadcrumbs'
import type { Crumb } from './breadcrumbs'

export interface PageProps {
  title: ReactNode
  /** One line under the title: what this page counts, as of when. */
  note?: ReactNode
  /** Badges beside the title. */
  marks?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
  /** Stands above it on paper. */
  printed?: ReactNode
  /** `reading` keeps forms and texts at a readable width; `full` is for tables and maps. */
  width?: 'full' | 'reading'
  children: ReactNode
}

/** Head and body of a page inside the shell; holds its only h1. */
export function Page({ title, note, marks, crumbs, actions, printed, width = 'full', children }: PageProps) {
  return (
    <div className={clsx('px-4 py-4 md:px-6 print:p-0', width === 'reading' && 'max-w-[960px]')}>
      {printed && <p className="mb-2 hidden text-sm text-grey-700 print:block">{printed}</p>}
      {crumbs && <Breadcrumbs items={crumbs} />}
      <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2 print:mb-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="text-xl">{title}</h1>
            {marks}
          </div>
          {note && <p className="mt-0.5 text-sm text-grey-600">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export interface PanelProps {
  title?: ReactNode
  actions?: ReactNode
  /** Without padding, for a table that fills the panel. */
  flush?: boolean
  id?: string
  className?: string
  children: ReactNode
}

/** A titled box on a page. */
export function Panel({ title, actions, flush, id, className, children }: PanelProps) {
  return (
    <section id={id} className={clsx('panel', className)}>
      {(title || actions) && (
        <header className="flex min-h-[40px] flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-grey-200 px-4 py-1.5 print:min-h-0 print:px-3 print:py-1">
          <h2 className="text-base">{title}</h2>
          {actions && (
            <div className="flex max-w-full flex-none flex-wrap items-center gap-1 print:hidden">{actions}</div>
          )}
        </header>
      )}
      <div className={flush ? undefined : 'px-4 py-3 print:px-3 print:py-1.5'}>{children}</div>
    </section>
  )
}
