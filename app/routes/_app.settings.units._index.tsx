import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { UNIT_KIND_NAMES } from '~/auth/domain/unit-kinds'
import { requireContext } from '~/auth/server/request-context'
import { listUnits, type UnitRow } from '~/auth/server/list-units'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'

export const meta = () => pageTitle('单位')

const SIZE = 100

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'unit.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const filter = { search: query.get('q')?.trim() || undefined, unconfirmed: query.get('unconfirmed') === 'true' }
  const listed = await listUnits(context, { ...filter, offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, filter, mayManage: can(context.actor, 'unit.manage') }
}

/** Every row counts the same kinds of things. */
const counts = (rows: readonly UnitRow[]): Column<UnitRow>[] => [
  { key: 'users', head: '用户', align: 'right', cell: (unit) => unit.users },
  ...(rows[0]?.holds ?? []).map(({ key, label }, at): Column<UnitRow> => ({
    key,
    head: label,
    align: 'right',
    cell: (unit) => unit.holds[at]?.count,
  })),
]

const columnsFor = (mayManage: boolean, rows: readonly UnitRow[]): Column<UnitRow>[] => [
  {
    key: 'name',
    head: '单位',
    primary: true,
    cell: (unit) => <span style={{ paddingLeft: `${unit.depth * 20}px` }}>{unit.name}</span>,
  },
  { key: 'kind', head: '类别', className: 'whitespace-nowrap', cell: (unit) => UNIT_KIND_NAMES[unit.kind] },
  {
    key: 'state',
    head: '状态',
    cell: (unit) => {
      if (unit.mergedInto) return <Badge>已并入 {unit.mergedInto}</Badge>
      return unit.confirmed ? '' : <Badge tone="warning">待确认</Badge>
    },
  },
  ...(mayManage ? counts(rows) : []),
  { key: 'synonyms', head: '曾用名、别名', wideOnly: true, cell: (unit) => unit.synonyms.join('、') },
]

export default function Units() {
  const { items, total, page, filter, mayManage } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active: ActiveFilter[] = [
    ...(filter.search ? [{ params: ['q'], label: '名称含', value: filter.search }] : []),
    ...(filter.unconfirmed ? [{ params: ['unconfirmed'], value: '只看待确认' }] : []),
  ]
  return (
    <Page
      title="单位"
      note="导入台账时遇到的新名称列为“待确认”：是新单位就确认，是别名就并入原单位。"
      actions={
        mayManage && (
          <LinkButton to="/settings/units/new" tone="primary" icon={Plus}>
            新建单位
          </LinkButton>
        )
      }
    >
      <FilterBar active={active}>
        <Input
          name="q"
          aria-label="单位名称"
          placeholder="名称或曾用名"
          defaultValue={params.get('q') ?? ''}
          className="!w-52"
        />
        <Checkbox name="unconfirmed" value="true" label="只看待确认" defaultChecked={filter.unconfirmed} />
      </FilterBar>
      <div className="panel">
        <DataTable
          caption="单位"
          columns={columnsFor(mayManage, items)}
          rows={items}
          rowKey={(unit) => unit.id}
          rowTo={mayManage ? (unit) => `/settings/units/${unit.id}` : undefined}
          sortParam={null}
          dense
          empty={<EmptyState title="没有符合条件的单位">换个名称再查，或清除筛选。</EmptyState>}
        />
        <Pager {...pages} unit="个单位" />
      </div>
    </Page>
  )
}
