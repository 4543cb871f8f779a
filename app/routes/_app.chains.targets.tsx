import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { readAddress } from '~/shared/read-address'
import { TARGET_STATE_NAMES, TARGET_STATES, targetFilter } from '~/chains/domain/target'
import { listTargets, targetChoices } from '~/chains/server/targets'
import { RoomTabs } from '~/chains/ui/room-tabs'
import { TargetList } from '~/chains/ui/target-list'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { PrintButton } from '~/ui/print'
import { namedOptions, Select } from '~/ui/select'

export const meta: MetaFunction = () => pageTitle('目标企业')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values: filter } = readAddress(targetFilter, search)
  const [listed, choices] = await Promise.all([
    listTargets(context, filter, { offset: (page - 1) * SIZE, limit: SIZE }),
    targetChoices(context),
  ])
  return { ...listed, ...choices, filter, page }
}

export default function Targets() {
  const { items, total, chains, units, filter, page } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const nameOf = (rows: readonly { id: string; name: string }[], id: string) =>
    rows.find((row) => row.id === id)?.name ?? '已选'
  const active: ActiveFilter[] = [
    ...(filter.q ? [{ params: ['q'], label: '搜索', value: filter.q }] : []),
    ...(filter.chain ? [{ params: ['chain'], label: '产业链', value: nameOf(chains, filter.chain) }] : []),
    ...(filter.unit ? [{ params: ['unit'], label: '责任单位', value: nameOf(units, filter.unit) }] : []),
    ...(filter.state ? [{ params: ['state'], label: '状态', value: TARGET_STATE_NAMES[filter.state] }] : []),
    ...(filter.gap ? [{ params: ['gap'], value: '只看缺的节点' }] : []),
  ]
  return (
    <Page
      title="目标企业"
      note="每个节点想招来谁、由谁去招、到了哪一步。在产业链的节点页上添加。"
      actions={<PrintButton />}
    >
      <RoomTabs at="targets" />
      <FilterBar active={active} fold="筛选" unfolded={active.length > 0}>
        <Input
          type="search"
          name="q"
          defaultValue={filter.q}
          placeholder="企业、所在地、节点"
          aria-label="企业、所在地、节点"
          className="sm:!w-48"
        />
        <Select
          name="chain"
          aria-label="产业链"
          blank="全部产业链"
          options={namedOptions(chains)}
          defaultValue={filter.chain}
          className="sm:!w-40"
        />
        <Select
          name="unit"
          aria-label="责任单位"
          blank="全部责任单位"
          options={namedOptions(units)}
          defaultValue={filter.unit}
          className="sm:!w-48"
        />
        <Select
          name="state"
          aria-label="状态"
          blank="全部状态"
          options={TARGET_STATES.map((state) => ({ value: state, label: TARGET_STATE_NAMES[state] }))}
          defaultValue={filter.state}
          className="sm:!w-36"
        />
        <Checkbox name="gap" value="1" label="只看缺的节点" defaultChecked={filter.gap === '1'} className="py-1.5" />
      </FilterBar>
      <div className="panel">
        <TargetList
          rows={items}
          empty={
            active.length > 0 ? (
              <EmptyState
                title="没有符合条件的目标企业"
                actions={<LinkButton to="/chains/targets">清除全部筛选</LinkButton>}
              />
            ) : (
              <EmptyState title="还没有目标企业">打开产业链上缺的节点，把想招来的企业列进去。</EmptyState>
            )
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="家" />
          </div>
        )}
      </div>
    </Page>
  )
}
