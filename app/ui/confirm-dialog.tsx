import { useLocation, useNavigation } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import { AlertDialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, buttonClass } from './button'
import type { ButtonSize, ButtonTone } from './button'
import { useHeld } from './connection/held-requests'
import { Disclosure } from './disclosure'
import { KeptForm } from './draft/kept-form'
import { useHydrated } from './use-hydrated'

export interface ConfirmDialogProps {
  /** On the button that asks. */
  label: ReactNode
  icon?: LucideIcon
  tone?: ButtonTone
  size?: ButtonSize
  /** The question. */
  title: ReactNode
  /** What will be lost, by name. */
  children?: ReactNode
  confirmLabel: string
  /** Where the form posts, and what it carries. */
  action?: string
  fields?: Readonly<Record<string, string>>
  /** Id of a form on the page that is posted instead of one of its own. */
  form?: string
  /** Which way the question unfolds without JavaScript. */
  align?: 'left' | 'right'
  disabled?: boolean
}

/** Asks once, then posts a form. Without JavaScript the question unfolds under the button. */
export function ConfirmDialog({
  label,
  icon,
  tone = 'danger',
  size,
  title,
  children,
  confirmLabel,
  action,
  fields,
  form,
  align = 'right',
  disabled,
}: ConfirmDialogProps) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState(false)
  const { key } = useLocation()
  useEffect(() => setOpen(false), [key])
  // A form on the page says itself that no answer comes; the question would lie over it.
  const waits = useHeld().some(({ once }) => form && once)
  useEffect(() => void (waits && setOpen(false)), [waits])
  const busy = useNavigation().state === 'submitting'

  const harmless = tone === 'primary'
  const hidden = Object.entries(fields ?? {}).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))

  if (!hydrated) {
    return (
      <Disclosure label={label} summaryClass={buttonClass(tone, size)} align={align}>
        <Posted form={form} action={action} className="w-72 p-4">
          {hidden}
          <p className="font-medium">{title}</p>
          {children && <div className="mt-1 text-sm text-grey-700">{children}</div>}
          <Button type="submit" form={form} tone={harmless ? 'primary' : 'danger'} className="mt-3" disabled={disabled}>
            {confirmLabel}
          </Button>
        </Posted>
      </Disclosure>
    )
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger asChild>
        <Button tone={tone} size={size} icon={icon} disabled={disabled}>
          {label}
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-grey-900/40" />
        <AlertDialog.Content
          {...(children ? {} : { 'aria-describedby': undefined })}
          className="fixed inset-x-4 top-[18vh] z-50 mx-auto max-w-[420px] rounded-xl bg-paper p-5 shadow-lg animate-rise"
        >
          <AlertDialog.Title className="text-md font-semibold">{title}</AlertDialog.Title>
          {children && (
            <AlertDialog.Description asChild>
              <div className="mt-1.5 text-grey-700">{children}</div>
            </AlertDialog.Description>
          )}
          <Posted form={form} action={action} className="mt-5">
            {hidden}
            <div className="flex justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button>取消</Button>
              </AlertDialog.Cancel>
              <Button
                type="submit"
                form={form}
                busy={busy}
                tone={harmless ? 'primary' : 'danger'}
                className={harmless ? undefined : '!bg-danger !text-white hover:opacity-90'}
              >
                {confirmLabel}
              </Button>
            </div>
          </Posted>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** A form of its own, sent under a key as every form is, or none where the buttons post another. */
function Posted({
  form,
  action,
  className,
  children,
}: {
  form?: string
  action?: string
  className: string
  children: ReactNode
}) {
  if (form) return <div className={className}>{children}</div>
  return (
    <KeptForm method="post" action={action} className={className}>
      {children}
    </KeptForm>
  )
}
