import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { brought, linksFor } from '~/rooms'
import { Tabs } from '~/ui/tabs'

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContext(args, 'settings.read')
  return { pages: linksFor(actor, brought('settings').flat()) }
}

export default function Settings() {
  const { pages } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  const items = pages.map(({ label, to }) => ({
    label,
    to,
    active: pathname === to || pathname.startsWith(`${to}/`),
  }))
  return (
    <>
      <div className="px-4 pt-3 md:px-6 print:hidden">
        <Tabs label="设置" items={items} />
      </div>
      <div className="-mt-4">
        <Outlet />
      </div>
    </>
  )
}
