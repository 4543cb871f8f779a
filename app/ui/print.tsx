import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { useHydrated } from './use-hydrated'

/** Without JavaScript it is of no use; its place is kept, or what stands beside it would slip away under the pointer. */
export function PrintButton({ label = '打印' }: { label?: string }) {
  const hydrated = useHydrated()
  return (
    <Button icon={Printer} onClick={() => window.print()} className={hydrated ? undefined : 'invisible'}>
      {label}
    </Button>
  )
}

/** Turns the paper for a page with something wide on it, and takes the next larger where A4 would be too small to read. */
export const Landscape = ({ paper }: { paper: 'A4' | 'A3' }) => (
  <style>{`@media print { @page { size: ${paper} landscape } }`}</style>
)

interface LeftOutProps {
  total: number
  shown: number
  /** with its measure: 条历程 */
  what: string
  as?: 'p' | 'li'
}

/** On paper alone: how many more there are than the sheet has room for. */
export function LeftOut({ total, shown, what, as: Element = 'p' }: LeftOutProps) {
  if (total <= shown) return null
  return (
    <Element className="hidden text-sm text-grey-700 print:block">
      另有 {total - shown} {what}，见系统
    </Element>
  )
}

interface PrintedByProps {
  /** where, and what it is */
  children: ReactNode
  day: string
  person: string
}

/** A line over what is printed: whose it is, of which day, by whom. */
export function PrintedBy({ children, day, person }: PrintedByProps) {
  return (
    <span className="flex justify-between gap-4">
      <span>{children}</span>
      <span className="whitespace-nowrap">
        {day} {person}打印
      </span>
    </span>
  )
}
