import clsx from 'clsx'
import { CalendarDays } from 'lucide-react'
import { Popover } from 'radix-ui'
import { Suspense, forwardRef, lazy, useImperativeHandle, useRef, useState } from 'react'
import { normalDayText } from './day-text'
import { useFieldControl } from './field'
import type { InputProps } from './input'
import { setNativeValue } from './native-value'
import { useHydrated } from './use-hydrated'

const DayCalendar = lazy(() => import('./day-calendar'))

export type DayInputProps = Omit<InputProps, 'type'> & {
  /** `month` also takes 2021-05 and 2021; the calendar still gives a day. */
  precision?: 'day' | 'month'
}

/** A day as text YYYY-MM-DD; tidies 2021.5.3 or 20210503 on leaving, and opens a calendar where there is JavaScript. */
export const DayInput = forwardRef<HTMLInputElement, DayInputProps>(function DayInput(
  { precision = 'day', className, onBlur, ...rest },
  ref,
) {
  const field = useFieldControl()
  const hydrated = useHydrated()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => input.current!, [])
  const [open, setOpen] = useState(false)

  return (
    <div className="relative">
      <input
        ref={input}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        placeholder={precision === 'month' ? 'YYYY-MM-DD 或 YYYY-MM' : 'YYYY-MM-DD'}
        {...field}
        {...rest}
        className={clsx('control', hydrated && 'pr-9', className)}
        onBlur={(event) => {
          const tidy = normalDayText(event.target.value)
          if (tidy && tidy !== event.target.value) setNativeValue(event.target, tidy)
          onBlur?.(event)
        }}
      />
      {hydrated && !rest.disabled && !rest.readOnly && (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger
            aria-label="打开日历"
            className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-r text-grey-500 hover:text-accent-600"
          >
            <CalendarDays aria-hidden className="h-4 w-4" strokeWidth={1.75} />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              aria-label="日历"
              align="end"
              sideOffset={6}
              className="z-50 rounded-lg border border-grey-200 bg-paper p-3 shadow-lg"
            >
              <Suspense fallback={<div className="h-[268px] w-[252px]" />}>
                <DayCalendar
                  day={normalDayText(input.current?.value ?? '')}
                  onPick={(day) => {
                    if (input.current) setNativeValue(input.current, day)
                    setOpen(false)
                  }}
                />
              </Suspense>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </div>
  )
})
