import { createHash } from 'node:crypto'
import { DUPLICATE_REASONS } from '~/projects/domain/likeness'
import { dayRangeValue } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { Identity } from '../../tables/domain/vocabulary'
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

/** Of one code, but with another name, another investor and another amount: the code is broken, or was given twice. */
export function isAnotherProject(before: LedgerDraft, after: LedgerDraft): boolean {
  if (!after.code) return false
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  const [investors, names] = [
    [before, after].map(({ investor }) => (investor ? normalizedCompanyName(investor) : null)),
    [before, after].map(({ name }) => (name ? normalizedProjectName(name) : null)),
  ]
  return (
    differs(names[0] ?? null, names[1] ?? null) &&
    differs(investors[0] ?? null, investors[1] ?? null) &&
    differs(numberOf(before.investmentWan), numberOf(after.investmentWan))
  )
}

const numberOf = (amount: string | null) => (amount === null ? null : String(Number(amount)))

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
