import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listTeams, type TeamRow } from '~/parks/server/teams'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'

export const meta = () => pageTitle('专班')

const SIZE = 100

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'team.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const search = query.get('q')?.trim() || undefined
  const listed = await listTeams(context, { search, offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, mayManage: can(context.actor, 'team.manage') }
}

const COLUMNS: Column<TeamRow>[] = [
  { key: 'name', head: '专班', primary: true, cell: (team) => team.name },
  { key: 'unit', head: '牵头单位', cell: (team) => team.unitName },
  { key: 'members', head: '人员', align: 'right', cell: (team) => team.members },
  { key: 'state', head: '状态', cell: (team) => team.ended && <Badge>已撤销</Badge> },
]

export default function Teams() {
  const { items, total, page, mayManage } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const q = params.get('q')
  return (
    <Page
      title="专班"
      note="跨单位的专班、产业招商分局；专班里的人看得到交给它的项目。撤销的专班按名称查得到。"
      actions={
        mayManage && (
          <LinkButton to="/settings/teams/new" tone="primary" icon={Plus}>
            新建专班
          </LinkButton>
        )
      }
    >
      <FilterBar active={q ? [{ params: ['q'], label: '名称含', value: q }] : []}>
        <Input name="q" aria-label="专班名称" placeholder="专班名称" defaultValue={q ?? ''} className="!w-52" />
      </FilterBar>
      <div className="panel">
        <DataTable
          caption="专班"
          columns={COLUMNS}
          rows={items}
          rowKey={(team) => team.id}
          rowTo={(team) => `/settings/teams/${team.id}`}
          sortParam={null}
          dense
          empty={<EmptyState title="没有专班">需要几个单位一起推进的项目，可以建一个专班。</EmptyState>}
        />
        <Pager {...pages} unit="个专班" />
      </div>
    </Page>
  )
}
