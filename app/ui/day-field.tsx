import clsx from 'clsx'
import { CalendarDays } from 'lucide-react'
import { Popover } from 'radix-ui'
import { Suspense, forwardRef, lazy, useImperativeHandle, useRef, useState } from 'react'
import { businessDay } from '~/shared/day'
import { dayBoxText, type DayWanted } from '~/shared/written-day'
import { useFieldControl } from './field'
import type { InputProps } from './input'
import { setNativeValue } from './native-value'
import { useUnderstanding } from './understanding'
import { useHydrated } from './use-hydrated'

const DayCalendar = lazy(() => import('./day-calendar'))

export type DayInputProps = Omit<InputProps, 'type'> & {
  /** `range` also takes 2021-05 and 2021; `first` and `last` take them for that day; the calendar still gives a day. */
  wanted?: DayWanted
  /** the day is to come: 3月5日 is the next */
  ahead?: boolean
}

/** A day as text, read as an import reads it: on leaving 24.5.3 is 2024-05-03. With JavaScript it opens a calendar. */
export const DayInput = forwardRef<HTMLInputElement, DayInputProps>(function DayInput(
  { wanted = 'day', ahead, className, onBlur, onChange, ...rest },
  ref,
) {
  const field = useFieldControl()
  const hydrated = useHydrated()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => input.current!, [])
  const [open, setOpen] = useState(false)
  const read = (text: string) => dayBoxText(text, { today: businessDay(new Date()), ahead, wanted })
  const understanding = useUnderstanding(read)

  return (
    <>
      <div className="relative">
        <input
          ref={input}
          type="text"
          autoComplete="off"
          maxLength={30}
          placeholder={wanted === 'range' ? 'YYYY-MM-DD 或 YYYY-MM' : 'YYYY-MM-DD'}
          {...field}
          {...rest}
          className={clsx('control', hydrated && 'pr-9', className)}
          onChange={(event) => {
            understanding.onChange(event)
            onChange?.(event)
          }}
          onBlur={(event) => {
            understanding.onBlur(event)
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
                    day={read(input.current?.value ?? '').value}
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
      {understanding.told}
    </>
  )
})
