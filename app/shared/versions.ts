import { z } from 'zod'
import { Decimal } from './money'

/** The version that was looked at, as a form or request carries it, so that two people do not undo each other. */
export const seenVersion = z.object({ version: z.coerce.number({ error: '缺少版本号，请重新打开这一页' }).int() })

/** What a save made on an older version is answered with, so that both versions can be shown. */
export interface StaleEdit<Stored extends object = Values> {
  version: number
  /** what is stored now, as the form's values */
  current: Stored
  /** null where nobody knows */
  changedBy: string | null
  changedAt: Date | string | null
}

export type Values = Readonly<Record<string, unknown>>

/** One field in which two edits of a record differ. */
export interface Difference {
  field: string
  base: unknown
  mine: unknown
  theirs: unknown
  /** what to take unless somebody says otherwise: whichever side changed it; mine where both did */
  take: 'mine' | 'theirs'
  /** both changed it, each in another way */
  conflict: boolean
}

/** Fields that differ between what I typed and what somebody saved meanwhile, both made from `base`. */
export function differences(base: Values, mine: Values, theirs: Values): Difference[] {
  const found: Difference[] = []
  for (const field of Object.keys(theirs)) {
    if (sameValue(mine[field], theirs[field])) continue
    const iChanged = !sameValue(base[field], mine[field])
    const theyChanged = !sameValue(base[field], theirs[field])
    found.push({
      field,
      base: base[field],
      mine: mine[field],
      theirs: theirs[field],
      take: iChanged ? 'mine' : 'theirs',
      conflict: iChanged && theyChanged,
    })
  }
  return found
}

/**
 * What a form without JavaScript typed after a stale edit (`picks`), with the stored version's values where they were
 * picked (`take.<field>`). When the form was shown another version than the stored one, nothing is merged: saving says so.
 */
export function withPicks(typed: Values, stored: { version: number; values: object }): Record<string, unknown> {
  const { picks, take, ...values } = typed
  if (picks !== 'true' || typeof take !== 'object' || take === null) return values
  if (String(stored.version) !== String(values.version)) return values
  const theirs = new Set(Object.entries(take).flatMap(([field, side]) => (side === 'theirs' ? [field] : [])))
  const taken = Object.entries(stored.values).filter(([field]) => theirs.has(field))
  return { ...values, ...Object.fromEntries(taken) }
}

/** Blank boxes, unticked boxes and 1,200.00 against 1200 are no difference. */
function sameValue(a: unknown, b: unknown): boolean {
  const left = plain(a)
  const right = plain(b)
  if (left === right) return true
  return isAmount(left) && isAmount(right) && new Decimal(left).eq(right)
}

function plain(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  const said = String(value).replace(/\r\n/g, '\n').trim()
  if (said === 'false') return ''
  if (said === 'on') return 'true'
  const number = said.replace(/,/g, '')
  return isAmount(number) ? number : said
}

function isAmount(text: string): boolean {
  return /^(0|[1-9]\d*)(\.\d+)?$/.test(text)
}
