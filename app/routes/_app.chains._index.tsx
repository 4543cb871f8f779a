import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Download, FileInput, Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { LOCAL_RATE_MEANS } from '~/chains/domain/picture'
import { listChains } from '~/chains/server/chains'
import { ChainList } from '~/chains/ui/chain-list'
import { RoomTabs } from '~/chains/ui/room-tabs'
import { businessDay } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction = () => pageTitle('产业链')

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const q = search.get('q')?.trim().slice(0, 100) || undefined
  const listed = await listChains(context, { q, offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, q, today: businessDay(context.now), mayManage: can(context.actor, 'chain.manage') }
}

export default function Chains() {
  const { items, total, page, q, today, mayManage } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page
      title="产业链"
      note={`${LOCAL_RATE_MEANS}，截至 ${today}。只计您可以查看的项目。`}
      actions={
        <>
          {total > 0 && (
            <LinkButton to="/chains.xlsx" reloadDocument icon={Download}>
              导出
            </LinkButton>
          )}
          {mayManage && (
            <>
              <LinkButton to="/chains/import" icon={FileInput}>
                导入
              </LinkButton>
              <LinkButton to="/chains/new" tone="primary" icon={Plus}>
                新建产业链
              </LinkButton>
            </>
          )}
        </>
      }
    >
      <RoomTabs at="chains" />
      <FilterBar active={q ? [{ params: ['q'], label: '搜索', value: q }] : []}>
        <Input
          type="search"
          name="q"
          defaultValue={q}
          placeholder="名称、链长"
          aria-label="名称、链长"
          className="sm:w-56"
        />
      </FilterBar>
      <div className="panel">
        <ChainList rows={items} empty={<Empty q={q} mayManage={mayManage} />} />
        {total > SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="条产业链" />
          </div>
        )}
      </div>
    </Page>
  )
}

function Empty({ q, mayManage }: { q?: string; mayManage: boolean }) {
  if (q) return <EmptyState title="没有符合条件的产业链" actions={<LinkButton to="/chains">看全部</LinkButton>} />
  return (
    <EmptyState
      title="还没有产业链"
      actions={
        mayManage && (
          <LinkButton to="/chains/new" tone="primary">
            新建产业链
          </LinkButton>
        )
      }
    >
      把主导产业从上游到下游列成节点，就能看出有什么、缺什么、正在谈什么。
    </EmptyState>
  )
}
