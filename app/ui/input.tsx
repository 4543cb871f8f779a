import clsx from 'clsx'
import { forwardRef } from 'react'
import type { ComponentPropsWithoutRef } from 'react'
import { parseQuantity } from '~/shared/written-quantity'
import { useFieldControl } from './field'
import { useUnderstanding } from './understanding'

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

/** A number as text, read as an import reads it: on leaving, 1.2亿 in a box of 万元 is 12000. What cannot be read stays. */
export const NumberInput = forwardRef<HTMLInputElement, NumberInputProps>(function NumberInput(
  { unit, digits = 2, className, onBlur, onChange, ...rest },
  ref,
) {
  const field = useFieldControl()
  const understanding = useUnderstanding((text) => parseQuantity(text, unit ?? ''))
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
      onChange={(event) => {
        understanding.onChange(event)
        onChange?.(event)
      }}
      onBlur={(event) => {
        understanding.onBlur(event)
        onBlur?.(event)
      }}
    />
  )
  return (
    <>
      <div className="relative">
        {input}
        {unit && (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-sm text-grey-600">
            {unit}
          </span>
        )}
      </div>
      {understanding.told}
    </>
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
