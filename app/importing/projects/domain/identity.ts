import { createHash } from 'node:crypto'
import { DUPLICATE_REASONS, LIKE_NAME } from '~/projects/domain/likeness'
import { dayRangeValue } from '~/shared/day'
import { nameLikeness, normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { Identity } from '../../tables/domain/vocabulary'
import { codeReach } from './codes'
import { eventOf, type LedgerDraft } from './draft'

const SIGNING_WORDS = '投资方、项目名和签约日'
const CODE = { reason: '项目编号相同', shared: '项目编号', column: 'code', isUnique: true }
const SIGNING = { reason: DUPLICATE_REASONS.name, shared: SIGNING_WORDS, column: 'name', isUnique: false }
const PRINT = { reason: '内容相同', shared: SIGNING_WORDS, column: 'name', isUnique: false }

/**
 * By what a row is known again: its 项目编号, else investor, name and signing day,
 * else a fingerprint of all that was understood. A running number is none.
 */
export function identityOf(draft: LedgerDraft): Identity {
  if (draft.code) return { ...CODE, key: `code:${draft.code.toLowerCase().replace(/\s/g, '')}` }
  const investor = normalizedCompanyName(draft.investor ?? '')
  const name = normalizedProjectName(draft.name)
  const signed = eventOf(draft, 'signed')?.occurred
  if (investor && name && signed?.from) {
    return { ...SIGNING, key: `signing:${investor}|${name}|${dayRangeValue(signed)}` }
  }
  return printOf(draft)
}

/**
 * Why a row is not the project that its identity names; null when it may be. A code of one place's own counting is another's
 * elsewhere, and a code typed twice makes two projects one: name, investor and amount must not speak against it.
 */
export function whyAnother(before: LedgerDraft, after: LedgerDraft): string | null {
  const name = compared(before.name, after.name, (a, b) => nameLikeness(a, b) >= LIKE_NAME)
  const investor = compared(before.investor, after.investor, isSameCompany)
  const amount = compared(before.investmentWan, after.investmentWan, (a, b) => Number(a) === Number(b))
  const places = PLACES.map((place) => compared(before[place], after[place], (a, b) => a === b))
  const isElsewhere = !places.includes('same')
  if (!after.code) {
    // Investor, name and day are the same; one fair signs the same project in several counties.
    const others = places.filter((place) => place === 'other').length
    return isElsewhere && (others > 1 || (others === 1 && amount === 'other')) ? ELSEWHERE : null
  }
  const isSame =
    codeReach(after.code) === 'everywhere' || !isElsewhere
      ? name === 'same' || investor === 'same' || (investor === 'unknown' && amount === 'same')
      : (name === 'same' && investor !== 'other') || (investor === 'same' && amount === 'same')
  return isSame ? null : CODE_SHARED
}

const CODE_SHARED = '项目编号相同，但名称、投资方或金额对不上，可能是编号有误，或是别处的编号'
const ELSEWHERE = '投资方、项目名和签约日相同，但引荐单位、落地单位或园区都不同，可能是别处的项目'

const PLACES = ['introducedBy', 'landedAt', 'park'] as const

type Compared = 'same' | 'other' | 'unknown'

function compared(a: string | null, b: string | null, isSame: (a: string, b: string) => boolean): Compared {
  if (!a || !b) return 'unknown'
  return isSame(a, b) ? 'same' : 'other'
}

const isSameCompany = (a: string, b: string) => normalizedCompanyName(a) === normalizedCompanyName(b)

/** Same content, same print, whatever row or file it stands in, whenever that was filled in and whatever empty columns it has. */
export function printOf(draft: LedgerDraft): Identity {
  const { statedOn: _, blanks: __, ordinal: ___, extras, ...values } = draft
  const said = Object.entries(values).filter(
    ([key, value]) => FIRST_PRINTED.has(key) || (value !== null && value !== false),
  )
  const json = JSON.stringify(Object.fromEntries([...said, ['alsoTold', extras]]), inOrder)
  return { ...PRINT, key: `print:${createHash('sha256').update(json).digest('base64url').slice(0, 32)}` }
}

/** Prints are stored: these stand in them even where they are empty, and `extras` under its first name. A field declared since stands in them where it says something. */
const FIRST_PRINTED = new Set([
  'name',
  'code',
  'investor',
  'uscc',
  'origin',
  'projectCompany',
  'industry',
  'chain',
  'content',
  'channel',
  'introducedBy',
  'landedAt',
  'park',
  'sponsor',
  'chainLeader',
  'investmentWan',
  'landMu',
  'annualTaxWan',
  'rents',
  'ownLand',
  'landNote',
  'blockingIssue',
  'nextStep',
  'remark',
  'person',
  'personPhone',
  'investorPerson',
  'investorPhone',
  'events',
])

/** Keys by name: a draft that was stored has them in another order. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
