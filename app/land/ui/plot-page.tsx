import type { ReactNode } from 'react'
import { Page } from '~/ui/page'

/** A page below a plot's own: the form of one thing that is done to it. */
export function PlotPage({
  title,
  plot,
  note,
  children,
}: {
  title: string
  plot: { id: string; code: string }
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <Page
      title={title}
      note={note}
      width="reading"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code, to: `/plots/${plot.id}` }, { label: title }]}
    >
      <div className="max-w-[640px] space-y-4">{children}</div>
    </Page>
  )
}
