import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { eventKinds, listEvents } from '~/promotion/server/events'
import { EventList } from '~/promotion/ui/event-list'
import { RoomTabs } from '~/promotion/ui/room-tabs'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'

export const meta: MetaFunction = () => pageTitle('招商活动')

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const q = search.get('q')?.trim().slice(0, 100) || undefined
  const kind = search.get('kind')?.trim().slice(0, 30) || undefined
  const [listed, kinds] = await Promise.all([
    listEvents(context, { q, kind, offset: (page - 1) * SIZE, limit: SIZE }),
    eventKinds(context),
  ])
  return { ...listed, page, q, kind, kinds, mayManage: can(context.actor, 'promotion.manage') }
}

export default function Events() {
  const { items, total, page, q, kind, kinds, mayManage } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active: ActiveFilter[] = [
    ...(q ? [{ params: ['q'], label: '名称含', value: q }] : []),
    ...(kind ? [{ params: ['kind'], label: '类别', value: kind }] : []),
  ]
  return (
    <Page
      title="招商活动"
      note="签约大会、展会、推介会上的项目，后来怎么样了。同一项目的各期只算一个；只统计您可以查看的项目。"
      actions={
        mayManage && (
          <LinkButton to="/events/new" tone="primary" icon={Plus}>
            新建活动
          </LinkButton>
        )
      }
    >
      <RoomTabs at="events" />
      {(total > 5 || active.length > 0) && (
        <FilterBar active={active}>
          <Input
            type="search"
            name="q"
            aria-label="活动名称"
            placeholder="活动名称"
            defaultValue={params.get('q') ?? ''}
            className="!w-52"
          />
          <Select
            name="kind"
            aria-label="类别"
            blank="全部类别"
            defaultValue={kind ?? ''}
            options={kinds.map((each) => ({ value: each, label: each }))}
            className="!w-36"
          />
        </FilterBar>
      )}
      <div className="panel">
        <EventList rows={items} empty={<Empty filtered={active.length > 0} mayManage={mayManage} />} />
        {total > SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="次活动" />
          </div>
        )}
      </div>
    </Page>
  )
}

function Empty({ filtered, mayManage }: { filtered: boolean; mayManage: boolean }) {
  if (filtered)
    return <EmptyState title="没有符合条件的活动" actions={<LinkButton to="/events">看全部活动</LinkButton>} />
  return (
    <EmptyState
      title="还没有活动"
      actions={
        mayManage && (
          <LinkButton to="/events/new" tone="primary">
            新建第一次活动
          </LinkButton>
        )
      }
    >
      登记签约大会、展会，把对接和签约的项目列进来，就能看到它们有没有签约、开工、投产。
    </EmptyState>
  )
}
