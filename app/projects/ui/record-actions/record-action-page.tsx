import type { ReactNode } from 'react'
import { Page } from '~/ui/page'

/** The page of an action on the record, where there is no dialog for it. */
export function RecordActionPage({
  title,
  record,
  actions,
  children,
}: {
  title: string
  record: { id: string; name: string }
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <Page
      title={title}
      width="reading"
      actions={actions}
      crumbs={[
        { label: '项目', to: '/projects' },
        { label: record.name, to: `/projects/${record.id}` },
        { label: title },
      ]}
    >
      <div className="panel max-w-[640px] px-4 py-4">{children}</div>
    </Page>
  )
}
