import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

export interface MenuItem {
  label: ReactNode
  icon?: LucideIcon
  /** A link … */
  to?: string
  /** … or a deed. */
  onSelect?: () => void
  tone?: 'danger'
  disabled?: boolean
  /** A line above. */
  separated?: boolean
}

const itemClass =
  'flex cursor-pointer select-none items-center gap-2 rounded px-2.5 py-1.5 text-ink outline-none hover:no-underline data-[highlighted]:bg-accent-50 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50'

/** A drop-down of actions. Its trigger is a Button; needs JavaScript (Disclosure does without). */
export function Menu({
  trigger,
  items,
  align = 'end',
}: {
  trigger: ReactNode
  items: readonly MenuItem[]
  align?: 'start' | 'end'
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align={align}
        sideOffset={4}
        className="z-50 min-w-[160px] rounded-lg border border-grey-200 bg-paper p-1 shadow-lg animate-rise"
      >
        {items.map((item, index) => (
          <div key={index}>
            {item.separated && <DropdownMenu.Separator className="my-1 h-px bg-grey-200" />}
            <DropdownMenu.Item
              asChild={Boolean(item.to)}
              disabled={item.disabled}
              onSelect={item.onSelect}
              className={clsx(itemClass, item.tone === 'danger' && '!text-danger')}
            >
              {item.to ? (
                <Link to={item.to}>
                  <MenuBody {...item} />
                </Link>
              ) : (
                <MenuBody {...item} />
              )}
            </DropdownMenu.Item>
          </div>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

function MenuBody({ icon: Icon, label }: MenuItem) {
  return (
    <span className="flex items-center gap-2">
      {Icon && <Icon aria-hidden className="h-4 w-4 text-grey-600" strokeWidth={1.75} />}
      {label}
    </span>
  )
}
