import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { askedOfBriefing } from '~/pipeline/server/briefing'
import { wall } from '~/pipeline/server/wall'
import { WallScreen } from '~/pipeline/ui/wall-screen'
import styles from '~/pipeline/ui/wall.css?url'
import { pageTitle } from '~/shared/product'

export const meta = () => pageTitle('签约开工大屏')

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const SECONDS = 15
/** How long a page stands: `?seconds=`. */
const pace = z.coerce.number().int().min(5).max(300).catch(SECONDS)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  const { searchParams } = new URL(args.request.url)
  // Remix's own, when it asks for the data of a page.
  searchParams.delete('_routes')
  return {
    first: await wall(context, askedOfBriefing(args.request)),
    search: searchParams.size > 0 ? `?${searchParams}` : '',
    seconds: pace.parse(searchParams.get('seconds') ?? undefined),
  }
}

/** Asked for once: from then on the wall looks for fresh figures itself, and keeps the old when there are none. */
export const shouldRevalidate = () => false

export default function WallPage() {
  const { first, search, seconds } = useLoaderData<typeof loader>()
  return (
    <WallScreen
      first={first}
      source={`/wall/figures${search}`}
      seconds={seconds}
      loginTo={`/login?next=${encodeURIComponent(`/wall${search}`)}`}
      leaveTo="/workbench"
    />
  )
}
