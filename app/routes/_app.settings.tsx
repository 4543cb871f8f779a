import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'
import { SETTINGS } from '~/auth/ui/settings'
import { Tabs } from '~/ui/tabs'

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args, 'settings.read')
  return { allowed: SETTINGS.filter(({ action }) => can(actor, action)).map(({ to }) => to) }
}

export default function Settings() {
  const { allowed } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  const items = SETTINGS.filter(({ to }) => allowed.includes(to)).map(({ label, to }) => ({
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
