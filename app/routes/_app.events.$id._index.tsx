import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { EVENT_OUTCOMES } from '~/promotion/domain/event'
import { listEventMembers, readEvent } from '~/promotion/server/events'
import { EVENT_PAGE_SIZE, EventPage } from '~/promotion/ui/event-page'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.event.name ?? '活动')

const COME = ['signed', 'started', 'producing'] as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.read')
  const search = new URL(args.request.url).searchParams
  const event = await readEvent(context, args.params.id)
  const page = pageNumber(search)
  const asked = {
    outcome: EVENT_OUTCOMES.find((outcome) => outcome === search.get('outcome')),
    come: COME.find((stage) => stage === search.get('come')),
  }
  const { items, total } = await listEventMembers(context, event.id, {
    ...asked,
    offset: (page - 1) * EVENT_PAGE_SIZE,
    limit: EVENT_PAGE_SIZE,
  })
  return { event, members: items, total, page, asked, mayManage: can(context.actor, 'promotion.manage') }
}

export default function Event() {
  return <EventPage {...useLoaderData<typeof loader>()} />
}
