import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { DIFFERENCE_TABS, editionPage } from '~/importing/tables/server/edition-page'
import { EditionDifferences } from '~/importing/tables/ui/edition-differences'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle('差异', data?.batch.fileName)

const SIZE = 50

const tabOf = z.enum(DIFFERENCE_TABS).catch('changed')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const tab = tabOf.parse(query.get('tab'))
  const found = await editionPage(context, args.params.id, { tab, offset: (page - 1) * SIZE, limit: SIZE })
  return { ...found, tab, page, size: SIZE }
}

export default function Edition() {
  return <EditionDifferences page={useLoaderData<typeof loader>()} />
}
