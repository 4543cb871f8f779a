import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ROLE_NAMES } from '~/auth/domain/actor'
import { currentSession, requireContext } from '~/auth/server/request-context'
import { secondsLeft } from '~/auth/server/session'
import { SessionWatch } from '~/auth/ui/session-watch'
import { brought, linksFor } from '~/rooms'
import { isDemo } from '~/seed/is-demo'
import { baseLayers } from '~/settings/server/base-layers'
import { systemNames } from '~/settings/server/names'
import { DEMO_NOTICE } from '~/shared/product'
import { DraftOwner } from '~/ui/draft/kept-form'
import { ErrorState, pageError } from '~/ui/error-state'
import { takeFlash } from '~/ui/flash'
import { Shell } from '~/ui/shell/shell'

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContext(args)
  const [signedIn, names, { hosts }] = await Promise.all([currentSession(args), systemNames(), baseLayers()])
  args.context.imageHosts = hosts
  const { flash, headers } = takeFlash(args.request)
  return data(
    {
      name: actor.name,
      account: { userId: actor.userId ?? '', login: actor.login },
      session: signedIn && { endsInSeconds: secondsLeft(signedIn.ends), extendable: signedIn.ends.extendable },
      unit: signedIn?.unitName ?? '',
      roles: actor.roles.map((role) => ROLE_NAMES[role]).join('、'),
      navigation: linksFor(actor, brought('navigation').flat()),
      searches: linksFor(actor, brought('search')),
      brand: names.productName,
      banner: [names.notice, (await isDemo()) && DEMO_NOTICE].filter(Boolean).join(' '),
      flash,
    },
    { headers },
  )
}

type Frame = ReturnType<typeof useLoaderData<typeof loader>>

function SignedIn({ frame, children }: { frame: Frame; children: ReactNode }) {
  return (
    <Shell
      brand={frame.brand}
      navigation={frame.navigation}
      searches={frame.searches}
      account={{
        name: frame.name,
        note: [frame.unit, frame.roles].filter(Boolean).join(' · '),
        links: [
          { label: '我的令牌', to: '/settings/tokens' },
          { label: '修改密码', to: '/password' },
        ],
        logoutTo: '/logout',
      }}
      banner={frame.banner}
      flash={frame.flash}
    >
      <DraftOwner.Provider value={frame.account.userId}>{children}</DraftOwner.Provider>
      {frame.session && <SessionWatch {...frame.account} ends={frame.session} logoutTo="/logout" />}
    </Shell>
  )
}

export default function AppLayout() {
  const frame = useLoaderData<typeof loader>()
  return (
    <SignedIn frame={frame}>
      <Outlet />
    </SignedIn>
  )
}

/** A page that failed, inside the shell where the shell itself did not. */
export function ErrorBoundary() {
  const error = pageError(useRouteError())
  const frame = useRouteLoaderData<typeof loader>('routes/_app')
  const body = <ErrorState error={error} />
  return frame ? <SignedIn frame={frame}>{body}</SignedIn> : <main>{body}</main>
}
