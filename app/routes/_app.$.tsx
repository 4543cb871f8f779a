import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { notFound } from '~/shared/errors'

/** No such page: said inside the shell, and only to somebody signed in. */
export async function loader(args: LoaderFunctionArgs) {
  await requireContext(args)
  throw notFound('这个页面')
}

export default function NoSuchPage() {
  return null
}
