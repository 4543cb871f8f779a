import { useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'
import { ENTRY_NAMES, type EntryKind } from '../domain/entries'
import type { EntryRow } from '../server/entries'

export const ENTRIES_PER_PAGE = 100

/** Where the pages of each kind stand. */
export const ENTRY_PAGES: Record<EntryKind, string> = { park: '/settings/parks', industry: '/settings/industries' }

interface EntryListProps {
  kind: EntryKind
  items: readonly EntryRow[]
  total: number
  page: number
  mayManage: boolean
}

const columnsOf = (kind: EntryKind): Column<EntryRow>[] => [
  { key: 'name', head: ENTRY_NAMES[kind], primary: true, cell: (entry) => entry.name },
  ...(kind === 'park'
    ? [
        {
          key: 'unit',
          head: '管委会',
          cell: (entry: EntryRow) => <Committee park={entry} />,
        },
      ]
    : []),
  {
    key: 'state',
    head: '状态',
    cell: (entry) => {
      if (entry.mergedInto) return <Badge>已并入 {entry.mergedInto}</Badge>
      return entry.confirmed ? '' : <Badge tone="warning">待确认</Badge>
    },
  },
  { key: 'synonyms', head: '曾用名、别名', wideOnly: true, cell: (entry) => entry.synonyms.join('、') },
]

function Committee({ park: { unitName, hasAccount } }: { park: EntryRow }) {
  if (!unitName) return <span className="text-warning">还没有</span>
  return (
    <>
      {unitName}
      {!hasAccount && <span className="ml-2 text-sm text-warning">没有账号</span>}
    </>
  )
}

/** Parks or industries, with what waits to be confirmed on top. */
export function EntryList({ kind, items, total, page, mayManage }: EntryListProps) {
  const [params] = useSearchParams()
  const name = ENTRY_NAMES[kind]
  const at = ENTRY_PAGES[kind]
  const pages = usePages({ total, page, size: ENTRIES_PER_PAGE, shown: items.length })
  const q = params.get('q')
  const active: ActiveFilter[] = [
    ...(q ? [{ params: ['q'], label: '名称含', value: q }] : []),
    ...(params.get('unconfirmed') ? [{ params: ['unconfirmed'], value: '只看待确认' }] : []),
    ...(params.get('withoutUnit') ? [{ params: ['withoutUnit'], value: '没有管委会或账号' }] : []),
  ]
  return (
    <Page
      title={name}
      note={`导入台账或登记项目时遇到的新名称列为“待确认”：是新${name}就确认，是别名就并入原${name}。`}
      actions={
        mayManage && (
          <LinkButton to={`${at}/new`} tone="primary" icon={Plus}>
            新建{name}
          </LinkButton>
        )
      }
    >
      <FilterBar active={active}>
        <Input
          name="q"
          aria-label={`${name}名称`}
          placeholder="名称或曾用名"
          defaultValue={q ?? ''}
          className="!w-52"
        />
        <Checkbox
          name="unconfirmed"
          value="true"
          label="只看待确认"
          defaultChecked={params.get('unconfirmed') === 'true'}
        />
        {kind === 'park' && (
          <Checkbox
            name="withoutUnit"
            value="true"
            label="没有管委会或账号"
            defaultChecked={params.get('withoutUnit') === 'true'}
          />
        )}
      </FilterBar>
      <div className="panel">
        <DataTable
          caption={name}
          columns={columnsOf(kind)}
          rows={items}
          rowKey={(entry) => entry.id}
          rowTo={(entry) => `${at}/${entry.id}`}
          sortParam={null}
          dense
          empty={<EmptyState title={`没有符合条件的${name}`}>换个名称再查，或清除筛选。</EmptyState>}
        />
        <Pager {...pages} unit={`个${name}`} />
      </div>
    </Page>
  )
}
