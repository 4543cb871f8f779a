import { businessTime } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import type { FormReply } from '~/ui/form-reply'
import type { Column } from '~/ui/table'
import type { ListedCorrection } from '../server/corrections'
import { RememberedList, type RememberedPage } from './remembered-list'

/** How rows were put right by hand, to be read so again when a file says the same. */
export function CorrectionsInUse({ page, reply }: { page: RememberedPage<ListedCorrection>; reply?: FormReply }) {
  return (
    <RememberedList
      title="沿用的更正"
      crumbs={[{ label: '导入台账', to: '/imports' }]}
      note="更正过的行，下次台账里内容相同的照样更正，不再要求重填。"
      page={page}
      reply={reply}
      columns={COLUMNS}
      removal={{
        label: '不再沿用',
        title: () => '不再沿用这条更正？',
        consequence: '以后台账里内容相同的行重新待更正；已经导入的不改动。',
      }}
      empty={<EmptyState compact title="还没有更正过台账里的行" />}
      unit="条"
    />
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
  { key: 'by', head: '更正人', nowrap: true, wideOnly: true, cell: (item) => `${item.by} ${businessTime(item.at)}` },
]
