import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listBatches } from '~/promotion/server/batches'
import { BatchList } from '~/promotion/ui/batch-list'
import { RoomTabs } from '~/promotion/ui/room-tabs'
import { businessDay } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction = () => pageTitle('三个一批')

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const q = search.get('q')?.trim().slice(0, 100) || undefined
  const listed = await listBatches(context, { q, offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, q, today: businessDay(context.now), mayManage: can(context.actor, 'promotion.manage') }
}

export default function Batches() {
  const { items, total, page, q, today, mayManage } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page
      title="三个一批"
      note="签约一批、开工一批、投产一批。签约项目在批次的期限前开工，过期未开工的算逾期；只统计您可以查看的项目。"
      actions={
        mayManage && (
          <LinkButton to="/batches/new" tone="primary" icon={Plus}>
            新建批次
          </LinkButton>
        )
      }
    >
      <RoomTabs at="batches" />
      {(total > 5 || q) && (
        <FilterBar active={q ? [{ params: ['q'], label: '名称含', value: q }] : []}>
          <Input
            type="search"
            name="q"
            aria-label="批次名称"
            placeholder="批次名称"
            defaultValue={params.get('q') ?? ''}
            className="!w-52"
          />
        </FilterBar>
      )}
      <div className="panel">
        <BatchList rows={items} today={today} empty={<Empty filtered={Boolean(q)} mayManage={mayManage} />} />
        {total > SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个批次" />
          </div>
        )}
      </div>
    </Page>
  )
}

function Empty({ filtered, mayManage }: { filtered: boolean; mayManage: boolean }) {
  if (filtered)
    return <EmptyState title="没有符合条件的批次" actions={<LinkButton to="/batches">看全部批次</LinkButton>} />
  return (
    <EmptyState
      title="还没有批次"
      actions={
        mayManage && (
          <LinkButton to="/batches/new" tone="primary">
            新建第一个批次
          </LinkButton>
        )
      }
    >
      每次“三个一批”活动建一个批次，把签约、开工、投产的项目列进去，期限内开工了多少一目了然。
    </EmptyState>
  )
}
