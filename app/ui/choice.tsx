import clsx from 'clsx'
import { forwardRef, useId } from 'react'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { FieldGroup } from './field'
import type { FieldProps } from './field'

export type CheckboxProps = Omit<ComponentPropsWithoutRef<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { label, hint, className, id, ...rest },
  ref,
) {
  const made = useId()
  const inputId = id ?? `c${made}`
  return (
    <div className={clsx('flex items-start gap-2', className)}>
      <input
        ref={ref}
        id={inputId}
        type="checkbox"
        aria-describedby={hint ? `${inputId}-hint` : undefined}
        {...rest}
        className="tick mt-0.5 rounded-sm"
      />
      <div className="min-w-0">
        <label htmlFor={inputId} className="cursor-pointer">
          {label}
        </label>
        {hint && (
          <p id={`${inputId}-hint`} className="text-xs text-grey-600">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
})

export interface RadioOption {
  value: string
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

export type RadioGroupProps = Omit<FieldProps, 'children' | 'name' | 'aside' | 'hideLabel' | 'id'> & {
  name: string
  options: readonly RadioOption[]
  inline?: boolean
  /** Props for every radio button: what `form.register(name)` returns, or onChange. */
  control?: Omit<ComponentPropsWithoutRef<'input'>, 'type'>
  defaultValue?: string
}

export const RadioGroup = forwardRef<HTMLInputElement, RadioGroupProps>(function RadioGroup(
  { name, options, inline = true, control, defaultValue, ...group },
  ref,
) {
  const id = useId()
  const { defaultValue: registered, ...input } = control ?? {}
  const start = defaultValue ?? registered
  return (
    <FieldGroup name={name} {...group}>
      <div
        className={clsx('flex', inline ? 'min-h-control flex-wrap items-center gap-x-5 gap-y-1' : 'flex-col gap-1.5')}
      >
        {options.map((option, index) => (
          <div key={option.value} className="flex items-start gap-2">
            <input
              ref={ref}
              {...input}
              type="radio"
              id={`${id}-${index}`}
              name={name}
              value={option.value}
              defaultChecked={start === undefined ? undefined : start === option.value}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${id}-${index}-hint` : undefined}
              className="tick mt-0.5 rounded-full"
            />
            <div>
              <label htmlFor={`${id}-${index}`} className="cursor-pointer">
                {option.label}
              </label>
              {option.hint && (
                <p id={`${id}-${index}-hint`} className="text-xs text-grey-600">
                  {option.hint}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </FieldGroup>
  )
})
