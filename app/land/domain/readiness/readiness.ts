import { z } from 'zod'
import { listInput, longTextInput, requiredDay } from '~/shared/field-inputs'

/** The items that a place asks for: of 净地, and beyond it of 熟地. */
export interface ReadinessItems {
  cleared: readonly string[]
  serviced: readonly string[]
}

export interface Readiness {
  /** 净地, and 熟地 beyond it */
  isCleared: boolean
  isServiced: boolean
  lacking: string[]
}

/** How ready a plot is, by the items that it has: 熟地 is 净地 with all its services. */
export function readinessOf({ cleared, serviced }: ReadinessItems, has: ReadonlySet<string>): Readiness {
  const lacks = (items: readonly string[]) => items.filter((item) => !has.has(item))
  const isCleared = lacks(cleared).length === 0
  return {
    isCleared,
    isServiced: isCleared && lacks(serviced).length === 0,
    lacking: lacks([...cleared, ...serviced]),
  }
}

/** The checklist as its form gives it: what is ticked now, and what was when it was opened. */
export const readinessInput = z.object({
  done: listInput(z.string().max(30)),
  seen: listInput(z.string().max(30)),
  on: requiredDay('请填写核查日期'),
  note: longTextInput('说明', 500),
})
