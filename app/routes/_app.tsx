import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { CalendarCheck, FileInput, Filter, FolderKanban, LayoutDashboard, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { ROLE_NAMES } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Action } from '~/auth/domain/can'
import { currentSession, requireCall } from '~/auth/server/call'
import { isDemo } from '~/seed/is-demo'
import { systemNames } from '~/settings/server/names'
import { DEMO_NOTICE } from '~/shared/product'
import { ErrorState, pageError } from '~/ui/error-state'
import { takeFlash } from '~/ui/flash'
import type { NavItem } from '~/ui/shell/navigation'
import { Shell } from '~/ui/shell/shell'

type Room = NavItem & { action: Action }

/** The rooms that have pages, in the order of the work; a room joins the list with its first page. */
const rooms: Room[] = [
  { label: '工作台', to: '/workbench', icon: LayoutDashboard, action: 'workbench.read' },
  { label: '项目', to: '/projects', icon: FolderKanban, action: 'project.read' },
  { label: '签约开工', to: '/pipeline', icon: Filter, action: 'figure.read' },
  { label: '批次活动', to: '/batches', also: ['/events'], icon: CalendarCheck, action: 'promotion.read' },
  { label: '导入', to: '/imports', icon: FileInput, action: 'import.read' },
  { label: '设置', to: '/settings', icon: Settings, action: 'settings.read', separated: true },
]

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args)
  const [signedIn, names] = await Promise.all([currentSession(args), systemNames()])
  const { flash, headers } = takeFlash(args.request)
  return data(
    {
      name: actor.name,
      unit: signedIn?.unitName ?? '',
      roles: actor.roles.map((role) => ROLE_NAMES[role]).join('、'),
      allowed: rooms.filter((room) => can(actor, room.action)).map((room) => room.to),
      searches: can(actor, 'project.read'),
      brand: names.productName,
      banner: [names.notice, (await isDemo()) && DEMO_NOTICE].filter(Boolean).join(' '),
      requestId: args.context.requestId,
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
      navigation={rooms.filter((room) => frame.allowed.includes(room.to))}
      search={frame.searches ? { action: '/projects', label: '查找项目、企业' } : undefined}
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
      {children}
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
  const body = <ErrorState error={{ ...error, requestId: error.requestId ?? frame?.requestId }} />
  return frame ? <SignedIn frame={frame}>{body}</SignedIn> : <main>{body}</main>
}
