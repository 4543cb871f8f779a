import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { BATCH_PARTS, MEMBER_STATES } from '~/promotion/domain/batch'
import { listBatchMembers, readPromotionBatch } from '~/promotion/server/batches'
import { BATCH_PAGE_SIZE, BatchPage } from '~/promotion/ui/batch-page'
import { businessDay } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.batch.name ?? '批次')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.read')
  const search = new URL(args.request.url).searchParams
  const batch = await readPromotionBatch(context, args.params.id)
  const page = pageNumber(search)
  const asked = {
    part: BATCH_PARTS.find((part) => part === search.get('part')),
    state: MEMBER_STATES.find((state) => state === search.get('state')),
  }
  const { items, total } = await listBatchMembers(context, batch.id, {
    ...asked,
    offset: (page - 1) * BATCH_PAGE_SIZE,
    limit: BATCH_PAGE_SIZE,
  })
  return {
    batch,
    members: items,
    total,
    page,
    asked,
    today: businessDay(context.now),
    mayManage: can(context.actor, 'promotion.manage'),
  }
}

export default function Batch() {
  return <BatchPage {...useLoaderData<typeof loader>()} />
}
