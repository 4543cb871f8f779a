import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { ENTRY_NAMES } from '~/parks/domain/entries'
import { listEntries } from '~/parks/server/entries'
import { ENTRIES_PER_PAGE, EntryList } from '~/parks/ui/entry-list'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'

export const meta = () => pageTitle(ENTRY_NAMES.park)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'park.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const listed = await listEntries(context, 'park', {
    search: query.get('q')?.trim() || undefined,
    unconfirmed: query.get('unconfirmed') === 'true',
    withoutUnit: query.get('withoutUnit') === 'true',
    offset: (page - 1) * ENTRIES_PER_PAGE,
    limit: ENTRIES_PER_PAGE,
  })
  return { ...listed, page, mayManage: can(context.actor, 'park.manage') }
}

export default function Parks() {
  return <EntryList kind="park" {...useLoaderData<typeof loader>()} />
}
