import { Form, Link } from '@remix-run/react'
import { ChevronDown, LogOut } from 'lucide-react'
import { Disclosure } from '../disclosure'

export interface AccountLink {
  label: string
  to: string
}

/** Who is signed in; links of one's own, and the way out. A details element, so that one can leave without JavaScript. */
export function AccountMenu({
  name,
  note,
  links,
  logoutTo,
}: {
  name: string
  /** Unit, role. */
  note: string
  links: readonly AccountLink[]
  logoutTo: string
}) {
  return (
    <Disclosure
      name={`账户：${name}`}
      align="right"
      summaryClass="flex h-9 items-center gap-2 rounded px-1.5 hover:bg-grey-100"
      label={
        <>
          <span
            aria-hidden
            className="flex h-7 w-7 items-center justify-center rounded-full bg-accent-100 text-sm font-medium text-accent-700"
          >
            {name.slice(0, 1)}
          </span>
          <span className="hidden text-left leading-4 md:block">
            <span className="block text-sm">{name}</span>
            <span className="block max-w-[160px] truncate text-xs text-grey-600">{note}</span>
          </span>
          <ChevronDown aria-hidden className="hidden h-4 w-4 text-grey-500 md:block" />
        </>
      }
    >
      <div className="w-52 p-1">
        <div className="border-b border-grey-200 px-2.5 pb-2 pt-1 md:hidden">
          <p>{name}</p>
          <p className="text-sm text-grey-600">{note}</p>
        </div>
        {links.map((link) => (
          <Link
            key={link.to}
            to={link.to}
            className="block rounded px-2.5 py-1.5 text-ink hover:bg-grey-100 hover:no-underline"
          >
            {link.label}
          </Link>
        ))}
        <Form
          method="post"
          action={logoutTo}
          className={links.length > 0 ? 'mt-1 border-t border-grey-200 pt-1' : undefined}
        >
          <button
            type="submit"
            className="flex w-full items-center gap-2 rounded px-2.5 py-1.5 text-left hover:bg-grey-100"
          >
            <LogOut aria-hidden className="h-4 w-4 text-grey-600" strokeWidth={1.75} />
            退出登录
          </button>
        </Form>
      </div>
    </Disclosure>
  )
}
