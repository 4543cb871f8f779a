import { NavLink, useLocation } from '@remix-run/react'
import clsx from 'clsx'
import {
  CalendarCheck,
  ClipboardCheck,
  FileInput,
  Filter,
  FolderKanban,
  LayoutDashboard,
  Map as MapIcon,
  Network,
  Settings,
  type LucideIcon,
} from 'lucide-react'

/** The icons of the navigation, by their names in lucide: a loader can send a name, not a component. */
const ICONS = {
  CalendarCheck,
  ClipboardCheck,
  FileInput,
  Filter,
  FolderKanban,
  LayoutDashboard,
  Map: MapIcon,
  Network,
  Settings,
} satisfies Record<string, LucideIcon>

export type IconName = keyof typeof ICONS

export interface NavItem {
  label: string
  to: string
  icon: IconName
  /** Only the page itself, not what lies below it. */
  end?: boolean
  /** Other addresses of the same room. */
  also?: readonly string[]
  /** A line above: another kind of thing. */
  separated?: boolean
}

/** The list of rooms; the same in the side bar and in the drawer. */
export function Navigation({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className="space-y-0.5">
      {items.map((item, index) => (
        <li key={item.to} className={item.separated && index > 0 ? 'mt-2 border-t border-grey-200 pt-2' : undefined}>
          <Room item={item} />
        </li>
      ))}
    </ul>
  )
}

function Room({ item: { label, to, also, icon, end } }: { item: NavItem }) {
  const { pathname } = useLocation()
  const Icon = ICONS[icon]
  const beside = also?.some((other) => pathname === other || pathname.startsWith(`${other}/`))
  return (
    <NavLink
      to={to}
      end={end}
      prefetch="intent"
      className={({ isActive }) =>
        clsx(
          'relative flex h-9 items-center gap-2.5 rounded px-3 hover:no-underline',
          isActive || beside
            ? 'bg-accent-50 font-medium text-accent-700'
            : 'text-grey-700 hover:bg-grey-100 hover:text-ink',
        )
      }
    >
      {({ isActive }) => (
        <>
          {(isActive || beside) && (
            <span aria-hidden className="absolute bottom-2 left-0 top-2 w-[3px] rounded-full bg-accent-600" />
          )}
          <Icon aria-hidden className="h-[18px] w-[18px] flex-none" strokeWidth={isActive || beside ? 2 : 1.6} />
          {label}
        </>
      )}
    </NavLink>
  )
}
