import clsx from 'clsx'
import { CircleAlert } from 'lucide-react'
import { createContext, useContext, useId } from 'react'
import type { ReactNode } from 'react'

interface FieldContextValue {
  id: string
  name?: string
  required?: boolean
  invalid: boolean
  describedBy?: string
}

const FieldContext = createContext<FieldContextValue | null>(null)

/** Given by the form around (see zod-form): messages by field name, of which a Field picks its own, and a prefix of ids. */
export const FormContext = createContext<{ id?: string; errors: Readonly<Record<string, string | undefined>> }>({
  errors: {},
})

/** The id of a named control in a form, so that a list of errors can link to it. */
export const controlIdOf = (formId: string, name: string) => `${formId}-${name}`

export interface FieldProps {
  label: ReactNode
  /** Also the key under which the form's errors are looked up. */
  name?: string
  hint?: ReactNode
  error?: string | null
  required?: boolean
  /** Shown at the right of the label: a unit, a link, a counter. */
  aside?: ReactNode
  /** Keeps the label for screen readers alone, as in a search box. */
  hideLabel?: boolean
  className?: string
  id?: string
  children: ReactNode
}

/** Label, control, hint and error, bound to each other; the control inside takes its id and aria from here. */
export function Field({ label, name, hint, error, required, aside, hideLabel, className, id, children }: FieldProps) {
  const made = useId()
  const { id: formId, errors } = useContext(FormContext)
  const controlId = id ?? (formId && name ? controlIdOf(formId, name) : `f${made}`)
  const message = error ?? (name ? errors[name] : undefined)
  const hintId = hint ? `${controlId}-hint` : undefined
  const errorId = message ? `${controlId}-error` : undefined
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined

  return (
    <FieldContext.Provider value={{ id: controlId, name, required, invalid: Boolean(message), describedBy }}>
      <div className={clsx('min-w-0', className)} data-field={name}>
        <div className={clsx('mb-1 flex items-baseline justify-between gap-2', hideLabel && 'sr-only')}>
          <label htmlFor={controlId} className="text-sm font-medium text-grey-700">
            {label}
            {required && <RequiredMark />}
          </label>
          {aside && <span className="text-xs text-grey-600">{aside}</span>}
        </div>
        {children}
        {message && <FieldError id={errorId}>{message}</FieldError>}
        {hint && (
          <p id={hintId} className="mt-1 text-xs text-grey-600">
            {hint}
          </p>
        )}
      </div>
    </FieldContext.Provider>
  )
}

/** Several controls under one legend: radio buttons, a pair of days. */
export function FieldGroup({
  label,
  name,
  hint,
  error,
  required,
  className,
  children,
}: Omit<FieldProps, 'aside' | 'hideLabel' | 'id'>) {
  const made = useId()
  const { id: formId, errors } = useContext(FormContext)
  const id = formId && name ? controlIdOf(formId, name) : `g${made}`
  const message = error ?? (name ? errors[name] : undefined)
  const describedBy = [message && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={clsx('min-w-0', className)}
      aria-describedby={describedBy}
      data-field={name}
    >
      <legend className="mb-1 text-sm font-medium text-grey-700">
        {label}
        {required && <RequiredMark />}
      </legend>
      {children}
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-grey-600">
          {hint}
        </p>
      )}
    </fieldset>
  )
}

export interface ControlAria {
  id?: string
  name?: string
  'aria-required'?: boolean
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/**
 * What a control inside a Field puts on its element. `aria-required`, not `required`: the browser's own bubble speaks
 * its own language and would stand in the way of the messages that the server gives without JavaScript.
 */
export function useFieldControl(): ControlAria {
  const field = useContext(FieldContext)
  if (!field) return {}
  return {
    id: field.id,
    name: field.name,
    'aria-required': field.required || undefined,
    'aria-invalid': field.invalid || undefined,
    'aria-describedby': field.describedBy,
  }
}

function RequiredMark() {
  return (
    <span className="ml-0.5 text-danger" title="必填">
      <span aria-hidden>*</span>
      <span className="sr-only">（必填）</span>
    </span>
  )
}

function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1 flex items-start gap-1 text-sm text-danger">
      <CircleAlert aria-hidden className="mt-0.5 h-3.5 w-3.5 flex-none" />
      <span className="whitespace-pre-line">{children}</span>
    </p>
  )
}
