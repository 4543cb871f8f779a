import clsx from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { IconButton } from './button'
import { mayLeave } from './draft/unsent'

export interface DialogProps {
  title: ReactNode
  description?: ReactNode
  /** The button that opens it; leave out and give `open` to steer it. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

const widths = { narrow: 'sm:max-w-[400px]', normal: 'sm:max-w-[560px]', wide: 'sm:max-w-[880px]' }

/**
 * A modal dialog; asks once before it takes with it what was typed. Needs JavaScript: what cannot be done without it must
 * have a page of its own too.
 */
export function Dialog({ title, description, trigger, open, onOpenChange, width = 'normal', children }: DialogProps) {
  const [own, setOwn] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  async function change(next: boolean) {
    if (!next && content.current && !(await mayLeave(content.current))) return
    setOwn(next)
    onOpenChange?.(next)
  }
  return (
    <Radix.Root open={open ?? own} onOpenChange={(next) => void change(next)}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-grey-900/40" />
        <Radix.Content
          ref={content}
          onInteractOutside={(event) => {
            // A notice over the page may be answered without closing what lies below.
            if (event.target instanceof Element && event.target.closest('[data-over]')) event.preventDefault()
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[88vh] w-full flex-col rounded-t-xl bg-paper shadow-lg animate-rise',
            'sm:bottom-auto sm:top-[10vh] sm:max-h-[80vh] sm:rounded-xl',
            widths[width],
          )}
        >
          <header className="flex items-start justify-between gap-3 border-b border-grey-200 px-5 py-3">
            <div>
              <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-grey-600">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="关闭" icon={X} size="small" className="-mr-1" />
            </Radix.Close>
          </header>
          <div className="overflow-y-auto px-5 py-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Closes the dialog around; its child is a Button. */
export const DialogClose = ({ children }: { children: ReactNode }) => <Radix.Close asChild>{children}</Radix.Close>
