import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { forwardRef } from 'react'
import type { ComponentPropsWithoutRef } from 'react'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'normal' | 'large'

const tones: Record<ButtonTone, string> = {
  primary: 'border-accent-600 bg-accent-600 text-white hover:border-accent-700 hover:bg-accent-700',
  plain: 'border-grey-300 bg-paper text-grey-800 hover:border-grey-400 hover:bg-grey-50',
  quiet: 'border-transparent bg-transparent text-grey-700 hover:bg-grey-100 hover:text-ink',
  danger: 'border-danger bg-paper text-danger hover:bg-danger-soft',
}

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 gap-1 px-2 text-sm',
  normal: 'h-8 gap-1.5 px-3 text-base',
  large: 'h-10 gap-2 px-4 text-md',
}

/** Classes of a button, for the rare element that is neither a button nor a link (a summary). */
export function buttonClass(tone: ButtonTone = 'plain', size: ButtonSize = 'normal', extra?: string) {
  return clsx(
    'inline-flex flex-none select-none items-center justify-center whitespace-nowrap rounded border font-medium',
    'transition-colors hover:no-underline disabled:cursor-not-allowed disabled:opacity-50 print:hidden',
    sizes[size],
    tones[tone],
    extra,
  )
}

interface Looks {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: LucideIcon
}

export type ButtonProps = ComponentPropsWithoutRef<'button'> & Looks & { busy?: boolean }

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { tone, size, icon: Icon, busy, type = 'button', className, children, disabled, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      className={buttonClass(tone, size, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden className="h-4 w-4 flex-none" strokeWidth={1.75} />}
      {children}
    </button>
  )
})

export type LinkButtonProps = ComponentPropsWithoutRef<typeof Link> & Looks

export const LinkButton = forwardRef<HTMLAnchorElement, LinkButtonProps>(function LinkButton(
  { tone, size, icon: Icon, className, children, ...rest },
  ref,
) {
  return (
    <Link ref={ref} className={buttonClass(tone, size, className)} {...rest}>
      {Icon && <Icon aria-hidden className="h-4 w-4 flex-none" strokeWidth={1.75} />}
      {children}
    </Link>
  )
})

export type IconButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'children'> & {
  label: string
  icon: LucideIcon
  tone?: ButtonTone
  size?: ButtonSize
}

/** A button of one icon; `label` is its name for screen readers and its tooltip. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, icon: Icon, tone = 'quiet', size = 'normal', type = 'button', className, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={buttonClass(tone, size, clsx(size === 'small' ? 'w-7' : 'w-8', '!px-0', className))}
      {...rest}
    >
      <Icon aria-hidden className="h-4 w-4" strokeWidth={1.75} />
    </button>
  )
})

function Spinner() {
  return (
    <span
      aria-hidden
      className="h-3.5 w-3.5 flex-none animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  )
}
