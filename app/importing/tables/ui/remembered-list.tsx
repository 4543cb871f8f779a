import type { ReactNode } from 'react'
import type { Crumb } from '~/ui/breadcrumbs'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'

/** A page of what people once chose, and the next import goes by. */
export interface RememberedPage<Item> {
  items: readonly Item[]
  total: number
  page: number
  size: number
  mayRun: boolean
}

interface RememberedListProps<Item> {
  title: string
  note: string
  crumbs?: readonly Crumb[]
  page: RememberedPage<Item>
  reply?: FormReply
  columns: readonly Column<Item>[]
  /** how one is taken away: the button's words, the question, and what follows */
  removal: { label: string; title: (item: Item) => string; consequence: string }
  empty: ReactNode
  /** word of measure */
  unit: string
}

/** What is remembered, with who chose it; whoever may import takes it away. */
export function RememberedList<Item extends { id: string }>({
  title,
  note,
  crumbs,
  page: { items, total, page, size, mayRun },
  reply,
  columns,
  removal,
  empty,
  unit,
}: RememberedListProps<Item>) {
  const pages = usePages({ total, page, size, shown: items.length })
  const remove: Column<Item> = {
    key: 'remove',
    // A head for screen readers alone would reach beyond a phone's edge.
    head: '操作',
    align: 'right',
    nowrap: true,
    cell: (item) => (
      <ConfirmDialog
        label={removal.label}
        tone="quiet"
        size="small"
        title={removal.title(item)}
        confirmLabel={removal.label}
        fields={{ id: item.id }}
      >
        {removal.consequence}
      </ConfirmDialog>
    ),
  }
  return (
    <Page title={title} note={note} crumbs={crumbs}>
      {reply && (
        <div className="mb-4">
          <Notice tone="danger" title={reply.message} />
        </div>
      )}
      <div className="panel">
        <DataTable
          caption={title}
          columns={mayRun ? [...columns, remove] : columns}
          rows={items}
          rowKey={(item) => item.id}
          sortParam={null}
          dense
          empty={empty}
        />
        {items.length > 0 && <Pager {...pages} unit={unit} />}
      </div>
    </Page>
  )
}
