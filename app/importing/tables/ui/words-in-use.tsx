import { businessTime } from '~/shared/day'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'
import type { ListedWord, listWords } from '../server/words'

interface WordsProps {
  page: Awaited<ReturnType<typeof listWords>> & { page: number; size: number; mayRun: boolean }
  reply?: FormReply
}

/** What people chose headers to mean, and the next ledger is read by. */
export function WordsInUse({ page: { items, total, page, size, mayRun }, reply }: WordsProps) {
  const pages = usePages({ total, page, size, shown: items.length })
  return (
    <Page
      title="台账用词"
      note="更正读法时为表头选定的含义和单位。以后的台账表头相同、内容也相符的，照此读，并在预览里写明。"
    >
      {reply && (
        <div className="mb-4">
          <Notice tone="danger" title={reply.message} />
        </div>
      )}
      <div className="panel">
        <DataTable
          caption="台账用词"
          columns={mayRun ? [...COLUMNS, REMOVAL] : COLUMNS}
          rows={items}
          rowKey={(item) => item.id}
          sortParam={null}
          dense
          empty={
            <EmptyState compact title="还没有记下的用词">
              导入台账时在“更正读法”里为列选定含义，确认导入后记在这里。
            </EmptyState>
          }
        />
        {items.length > 0 && <Pager {...pages} unit="个用词" />}
      </div>
    </Page>
  )
}

const COLUMNS: Column<ListedWord>[] = [
  { key: 'word', head: '表头', primary: true, cell: (item) => item.word },
  { key: 'meaning', head: '读作', cell: (item) => item.meaning },
  { key: 'file', head: '选定时的文件', wideOnly: true, cell: (item) => item.fileName },
  { key: 'by', head: '选定', nowrap: true, wideOnly: true, cell: (item) => `${item.by} ${businessTime(item.at)}` },
]

const REMOVAL: Column<ListedWord> = {
  key: 'remove',
  head: '操作',
  align: 'right',
  nowrap: true,
  cell: (item) => (
    <ConfirmDialog
      label="去掉"
      tone="quiet"
      size="small"
      title={`去掉“${item.word}”？`}
      confirmLabel="去掉"
      fields={{ id: item.id }}
    >
      以后的台账不再照此读；已经导入的不改动。
    </ConfirmDialog>
  ),
}
