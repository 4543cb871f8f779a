import clsx from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { DayPicker } from 'react-day-picker'
import { zhCN } from 'react-day-picker/locale'

function localDay(text: string | null): Date | undefined {
  const [year, month, day] = (text ?? '').split('-').map(Number)
  return year && month ? new Date(year, month - 1, day ?? 1) : undefined
}

function dayText(date: Date) {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const step = 'flex h-7 w-7 items-center justify-center rounded text-grey-600 hover:bg-grey-100'

/** Loaded only when a calendar is opened. */
export default function DayCalendar({ day, onPick }: { day: string | null; onPick: (day: string) => void }) {
  const selected = localDay(day)
  return (
    <DayPicker
      mode="single"
      locale={zhCN}
      selected={selected}
      defaultMonth={selected}
      onSelect={(date) => date && onPick(dayText(date))}
      captionLayout="dropdown"
      startMonth={new Date(1990, 0)}
      endMonth={new Date(new Date().getFullYear() + 15, 11)}
      showOutsideDays
      components={{
        Chevron: ({ orientation }) =>
          orientation === 'left' ? (
            <ChevronLeft className="h-4 w-4" />
          ) : orientation === 'right' ? (
            <ChevronRight className="h-4 w-4" />
          ) : (
            <></>
          ),
      }}
      classNames={{
        root: 'w-[252px] text-sm',
        months: 'relative',
        nav: 'absolute right-0 top-0 flex gap-0.5',
        button_previous: step,
        button_next: step,
        month_caption: 'flex h-7 items-center',
        dropdowns: 'flex gap-1',
        dropdown_root: 'relative',
        dropdown: 'h-7 cursor-pointer rounded border border-grey-300 bg-paper px-1',
        caption_label: 'hidden',
        month_grid: 'mt-2 w-full border-collapse',
        weekday: 'h-8 w-9 text-xs font-normal text-grey-600',
        day: 'h-8 w-9 p-0 text-center',
        day_button: clsx('h-8 w-8 rounded hover:bg-accent-50'),
        today: 'font-semibold text-accent-600',
        selected: '[&>button]:bg-accent-600 [&>button]:text-white [&>button:hover]:bg-accent-700',
        outside: 'text-grey-500',
        disabled: 'opacity-40',
      }}
    />
  )
}
