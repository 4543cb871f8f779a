import { Decimal } from '~/shared/money'

type Values = Readonly<Record<string, unknown>>

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

/** What was typed, with the other side's value in the fields named. */
export function mergeValues(mine: Values, theirs: Values, takeTheirs: readonly string[]): Record<string, unknown> {
  const taken = takeTheirs.filter((field) => Object.hasOwn(theirs, field))
  return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) }
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
