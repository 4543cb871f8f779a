import { businessTime } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import type { FormReply } from '~/ui/form-reply'
import type { Column } from '~/ui/table'
import type { ListedWord } from '../server/words'
import { RememberedList, type RememberedPage } from './remembered-list'

/** What people chose headers to mean, and the next ledger is read by. */
export function WordsInUse({ page, reply }: { page: RememberedPage<ListedWord>; reply?: FormReply }) {
  return (
    <RememberedList
      title="台账用词"
      note="更正读法时为表头选定的含义和单位。以后的台账表头相同、内容也相符的，照此读，并在预览里写明。"
      page={page}
      reply={reply}
      columns={COLUMNS}
      removal={{
        label: '去掉',
        title: ({ word }) => `去掉“${word}”？`,
        consequence: '以后的台账不再照此读；已经导入的不改动。',
      }}
      empty={
        <EmptyState compact title="还没有记下的用词">
          导入台账时在“更正读法”里为列选定含义，确认导入后记在这里。
        </EmptyState>
      }
      unit="个用词"
    />
  )
}

const COLUMNS: Column<ListedWord>[] = [
  { key: 'word', head: '表头', primary: true, cell: (item) => item.word },
  { key: 'meaning', head: '读作', cell: (item) => item.meaning },
  { key: 'file', head: '选定时的文件', wideOnly: true, cell: (item) => item.fileName },
  { key: 'by', head: '选定', nowrap: true, wideOnly: true, cell: (item) => `${item.by} ${businessTime(item.at)}` },
]
