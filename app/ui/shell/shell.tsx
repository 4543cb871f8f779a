import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Mark } from '../brand'
import type { Flash } from '../flash'
import { TroubleBar } from '../connection/trouble-notice'
import { LeaveGuard } from '../draft/leave-guard'
import { PendingBar } from '../pending'
import { Toasts } from '../toast'
import { AccountMenu } from './account-menu'
import type { AccountLink } from './account-menu'
import { Drawer } from './drawer'
import { Navigation } from './navigation'
import type { NavItem } from './navigation'
import { SearchBox, type SearchTarget } from './search-box'

export interface ShellProps {
  brand: string
  navigation: readonly NavItem[]
  searches: readonly SearchTarget[]
  account?: { name: string; note: string; links: readonly AccountLink[]; logoutTo: string }
  /** A line over every page. */
  banner?: ReactNode
  flash?: Flash | null
  children: ReactNode
}

/** What stands around every page of somebody signed in. */
export function Shell({ brand, navigation, searches, account, banner, flash, children }: ShellProps) {
  return (
    <Toasts flash={flash}>
      <a
        href="#main"
        className="fixed left-2 top-2 z-50 -translate-y-16 rounded bg-accent-600 px-3 py-2 text-white focus:translate-y-0 print:hidden"
      >
        跳到正文
      </a>
      <PendingBar />
      <TroubleBar />
      <LeaveGuard />
      <header
        data-frame
        className="sticky top-0 z-30 flex h-[var(--header)] items-center gap-2 border-b border-grey-200 bg-paper px-2 md:px-4 lg:pl-0 print:hidden"
      >
        <Drawer items={navigation} brand={brand} />
        <Link
          to="/"
          aria-label={brand}
          className="flex h-full flex-none items-center gap-2.5 text-md font-semibold text-ink hover:no-underline lg:w-[var(--side)] lg:border-r lg:border-grey-200 lg:px-4"
        >
          <Mark />
          <span className="hidden sm:inline">{brand}</span>
        </Link>
        <div className="flex min-w-0 flex-1 items-center gap-3 lg:pl-2">
          {searches.length > 0 && <SearchBox targets={searches} />}
        </div>
        {account && <AccountMenu {...account} />}
      </header>
      <div className="flex items-start print:block">
        <nav
          aria-label="主导航"
          data-frame
          className="sticky top-[var(--header)] hidden h-[calc(100vh-var(--header))] w-[var(--side)] flex-none overflow-y-auto border-r border-grey-200 bg-paper p-2.5 lg:block print:hidden"
        >
          <Navigation items={navigation} />
        </nav>
        <div className="min-w-0 flex-1">
          {banner && (
            <div
              role="region"
              aria-label="提示"
              className="border-b border-warning-line bg-warning-soft px-4 py-1 text-sm text-warning md:px-6"
            >
              {banner}
            </div>
          )}
          <main id="main" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </div>
      </div>
    </Toasts>
  )
}
