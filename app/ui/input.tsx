import clsx from 'clsx'
import { forwardRef } from 'react'
import type { ComponentPropsWithoutRef } from 'react'
import { useFieldControl } from './field'

export type InputProps = ComponentPropsWithoutRef<'input'>

export const Input = forwardRef<HTMLInputElement, InputProps>(function Input(
  { className, type = 'text', ...rest },
  ref,
) {
  const field = useFieldControl()
  return <input ref={ref} type={type} {...field} {...rest} className={clsx('control', className)} />
})

export type NumberInputProps = Omit<InputProps, 'type'> & {
  /** Unit behind the number, e.g. 万元. */
  unit?: string
  /** Digits after the point that make sense here; 0 asks phones for the plain keypad. */
  digits?: number
}

/** A number as text: keeps what was typed (1,200.50, full-width digits) for the schema to read and to complain about. */
export const NumberInput = forwardRef<HTMLInputElement, NumberInputProps>(function NumberInput(
  { unit, digits = 2, className, ...rest },
  ref,
) {
  const field = useFieldControl()
  const input = (
    <input
      ref={ref}
      type="text"
      inputMode={digits === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      {...field}
      {...rest}
      className={clsx('control text-right', className)}
      style={unit ? { paddingRight: `calc(${unit.length}em + 1.25rem)` } : undefined}
    />
  )
  if (!unit) return input
  return (
    <div className="relative">
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-sm text-grey-600">
        {unit}
      </span>
    </div>
  )
})

export type TextareaProps = ComponentPropsWithoutRef<'textarea'>

export const Textarea = forwardRef<HTMLTextAreaElement, TextareaProps>(function Textarea(
  { className, rows = 3, ...rest },
  ref,
) {
  const field = useFieldControl()
  return <textarea ref={ref} rows={rows} {...field} {...rest} className={clsx('control resize-y', className)} />
})
