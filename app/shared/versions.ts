import { z } from 'zod'
import { Decimal } from './money'
import { isRecord } from './records'

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

/**
 * Fields that differ between what I typed and what somebody saved meanwhile, both made from `base`. A field within
 * another is named by its path, as its box is.
 */
export function differences(base: Values, mine: Values, theirs: Values): Difference[] {
  const [was, own, other] = [byPath(base), byPath(mine), byPath(theirs)]
  const found: Difference[] = []
  for (const field of new Set([...Object.keys(other), ...Object.keys(own)])) {
    if (sameValue(own[field], other[field])) continue
    const iChanged = !sameValue(was[field], own[field])
    const theyChanged = !sameValue(was[field], other[field])
    found.push({
      field,
      base: was[field],
      mine: own[field],
      theirs: other[field],
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
  const kept = byPath({ ...stored.values })
  const taken = Object.entries(byPath({ ...take })).flatMap(([field, side]) => (side === 'theirs' ? [field] : []))
  return taken.reduce((merged, field) => withValueAt(merged, field, kept[field]), { ...values })
}

/** The values by the paths of their boxes; a list is one value. */
export function byPath(values: Values, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      isRecord(value) ? Object.entries(byPath(value, `${path}${key}.`)) : [[`${path}${key}`, value] as const],
    ),
  )
}

/** The values with one of them at a path. */
export function withValueAt(values: Values, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...values, [key]: value }
  const inner = values[key]
  return { ...values, [key]: withValueAt(isRecord(inner) ? inner : {}, rest.join('.'), value) }
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
