import { businessTime } from '~/shared/day'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'
import type { ListedCorrection, listCorrections } from '../server/corrections'

interface CorrectionsProps {
  page: Awaited<ReturnType<typeof listCorrections>> & { page: number; size: number; mayRun: boolean }
  reply?: FormReply
}

/** How rows were put right by hand, to be read so again when a file says the same. */
export function CorrectionsInUse({ page: { items, total, page, size, mayRun }, reply }: CorrectionsProps) {
  const pages = usePages({ total, page, size, shown: items.length })
  return (
    <Page
      title="沿用的更正"
      crumbs={[{ label: '导入台账', to: '/imports' }]}
      note="更正过的行，下次台账里内容相同的照样更正，不再要求重填。"
    >
      {reply && (
        <div className="mb-4">
          <Notice tone="danger" title={reply.message} />
        </div>
      )}
      <div className="panel">
        <DataTable
          caption="沿用的更正"
          columns={mayRun ? [...COLUMNS, REMOVAL] : COLUMNS}
          rows={items}
          rowKey={(item) => item.id}
          sortParam={null}
          dense
          empty={<EmptyState compact title="还没有更正过台账里的行" />}
        />
        {items.length > 0 && <Pager {...pages} unit="条" />}
      </div>
    </Page>
  )
}

const COLUMNS: Column<ListedCorrection>[] = [
  { key: 'title', head: '名称', primary: true, cell: (item) => item.title },
  {
    key: 'changes',
    head: '更正',
    className: 'min-w-[240px]',
    cell: (item) => (
      <ul className="space-y-0.5 text-sm">
        {item.changes.map(({ label, said, typed }) => (
          <li key={label} className="break-words">
            <span className="text-grey-600">{label}　</span>
            {said || '空白'}
            <span aria-label="改为"> → </span>
            <span className="font-medium">{typed || '空白'}</span>
          </li>
        ))}
      </ul>
    ),
  },
  { key: 'by', head: '更正人', nowrap: true, cell: (item) => `${item.by} ${businessTime(item.at)}` },
]

const REMOVAL: Column<ListedCorrection> = {
  key: 'remove',
  head: <span className="sr-only">操作</span>,
  nowrap: true,
  cell: (item) => (
    <ConfirmDialog
      label="不再沿用"
      tone="quiet"
      title="不再沿用这条更正？"
      confirmLabel="不再沿用"
      fields={{ id: item.id }}
    >
      以后台账里内容相同的行重新待更正；已经导入的不改动。
    </ConfirmDialog>
  ),
}
