import clsx from 'clsx'
import { CircleAlert } from 'lucide-react'
import { forwardRef } from 'react'
import type { ReactNode } from 'react'

/** A titled part of a form: title and note on the left on wide screens, fields in a grid on the right. */
export function FormSection({
  title,
  note,
  columns = 2,
  children,
}: {
  title?: ReactNode
  note?: ReactNode
  columns?: 1 | 2 | 3
  children: ReactNode
}) {
  const grid = clsx(
    'grid gap-x-4 gap-y-3.5',
    columns === 2 && 'sm:grid-cols-2',
    columns === 3 && 'sm:grid-cols-2 lg:grid-cols-3',
  )
  if (!title) return <div className={grid}>{children}</div>
  return (
    <section className="border-b border-grey-200 py-4 first:pt-0 last:border-0">
      <h2 className="text-base">{title}</h2>
      {note && <p className="mt-0.5 text-sm text-grey-600">{note}</p>}
      <div className={clsx(grid, 'mt-3')}>{children}</div>
    </section>
  )
}

/** The buttons at the foot of a form; `sticky` keeps them in sight under a long one. */
export function FormActions({ sticky, children }: { sticky?: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'flex flex-wrap items-center gap-2 pt-4 print:hidden',
        sticky && 'sticky bottom-0 z-10 -mx-4 border-t border-grey-200 bg-paper px-4 pb-3 pt-3',
      )}
    >
      {children}
    </div>
  )
}

export interface FormError {
  message: string
  /** Id of the control to jump to. */
  controlId?: string
  path?: string
}

/** What is wrong, at the top of the form; takes the focus when it appears after a submit. */
export const FormErrors = forwardRef<HTMLDivElement, { title?: ReactNode; errors: readonly FormError[] }>(
  function FormErrors({ title = '有内容需要修改', errors }, ref) {
    if (errors.length === 0) return null
    return (
      <div
        ref={ref}
        role="alert"
        tabIndex={-1}
        className="mb-4 rounded border border-danger-line bg-danger-soft px-3 py-2 text-danger"
      >
        <p className="flex items-center gap-1.5 font-medium">
          <CircleAlert aria-hidden className="h-4 w-4 flex-none" />
          {title}
        </p>
        <ul className="ml-[22px] mt-1 space-y-0.5 text-sm">
          {errors.map((error, index) => (
            <li key={index} className="whitespace-pre-line">
              {error.controlId ? (
                <a href={`#${error.controlId}`} className="text-danger underline">
                  {error.message}
                </a>
              ) : (
                error.message
              )}
            </li>
          ))}
        </ul>
      </div>
    )
  },
)

/** A note inside a page: advice, a warning, a result. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: 'info' | 'good' | 'warning' | 'danger'
  title?: ReactNode
  children?: ReactNode
}) {
  const tones = {
    info: 'border-info-line bg-info-soft text-info',
    good: 'border-good-line bg-good-soft text-good',
    warning: 'border-warning-line bg-warning-soft text-warning',
    danger: 'border-danger-line bg-danger-soft text-danger',
  }
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={clsx('rounded border px-3 py-2', tones[tone])}>
      {title && <p className="font-medium">{title}</p>}
      {children && <div className={clsx('text-sm', title ? 'mt-0.5 text-grey-800' : undefined)}>{children}</div>}
    </div>
  )
}
