import {
  DUPLICATE_REASONS,
  duplicateReason,
  LIKE_NAME,
  type DuplicateReason,
  type LikenessKeys,
} from '~/projects/domain/likeness'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { LikenessIndex } from '../../tables/domain/vocabulary'
import { eventOf, type LedgerDraft } from './draft'

export interface Duplicate<T> {
  of: T
  reason: DuplicateReason
}

interface Entry<T> {
  keys: LikenessKeys
  value: T
}

/** The projects of one investor. Most investors have one, and none to compare it with: what finds them is made when asked for. */
interface Family<T> {
  entries: Entry<T>[]
  found: FamilyIndex | null
}

interface FamilyIndex {
  /** entries that stand in it */
  size: number
  byName: Map<string, number>
  byAmountAndMonth: Map<string, number>
  byGram: Map<string, number[]>
  /** how many grams the name of each entry has */
  grams: number[]
}

/** Grams of a name, a repeated one told apart, so that counting postings gives the Dice share. */
function gramsOf(name: string): string[] {
  const text = normalizedProjectName(name)
  const seen = new Map<string, number>()
  const grams: string[] = []
  for (let at = 0; at < text.length - 1; at++) {
    const gram = text.slice(at, at + 2)
    const times = seen.get(gram) ?? 0
    seen.set(gram, times + 1)
    grams.push(times === 0 ? gram : `${gram}${times}`)
  }
  return grams
}

function amountAndMonth(keys: LikenessKeys): string | null {
  if (keys.investmentWan === null || keys.signedFrom === null) return null
  return `${Number(keys.investmentWan)}|${keys.signedFrom.slice(0, 7)}`
}

/**
 * Finds the first earlier record that the duplicate rule speaks for. The same verdicts as comparing
 * all pairs by `duplicateReason`, in time that does not grow with their number.
 */
export class DuplicateIndex<T> {
  private readonly byUscc = new Map<string, T>()
  private readonly families = new Map<string, Family<T>>()
  /** the investor asked for last: what is not found is added */
  private last: { name: string | null; normalized: string } = { name: null, normalized: '' }

  find(keys: LikenessKeys): Duplicate<T> | null {
    const sameCode = keys.uscc ? this.byUscc.get(keys.uscc) : undefined
    if (sameCode !== undefined) return { of: sameCode, reason: 'uscc' }
    const family = this.families.get(this.investorOf(keys))
    if (!family) return null
    const index = indexOf(family)
    const amount = amountAndMonth(keys)
    const at =
      index.byName.get(normalizedProjectName(keys.name)) ??
      (amount ? index.byAmountAndMonth.get(amount) : undefined) ??
      likeName(index, keys.name)
    if (at === undefined) return null
    const entry = family.entries[at]!
    const reason = duplicateReason(entry.keys, keys)
    return reason ? { of: entry.value, reason } : null
  }

  add(keys: LikenessKeys, value: T): void {
    if (keys.uscc && !this.byUscc.has(keys.uscc)) this.byUscc.set(keys.uscc, value)
    const investor = this.investorOf(keys)
    if (investor === '') return
    const family = this.families.get(investor)
    if (family) family.entries.push({ keys, value })
    else this.families.set(investor, { entries: [{ keys, value }], found: null })
  }

  private investorOf({ investor }: LikenessKeys): string {
    if (this.last.name !== investor) this.last = { name: investor, normalized: normalizedCompanyName(investor ?? '') }
    return this.last.normalized
  }
}

/** The index of a family, with all its entries. */
function indexOf<T>(family: Family<T>): FamilyIndex {
  family.found ??= { size: 0, byName: new Map(), byAmountAndMonth: new Map(), byGram: new Map(), grams: [] }
  const { found } = family
  for (const { keys } of family.entries.slice(found.size)) {
    const at = found.size++
    const name = normalizedProjectName(keys.name)
    if (!found.byName.has(name)) found.byName.set(name, at)
    const amount = amountAndMonth(keys)
    if (amount && !found.byAmountAndMonth.has(amount)) found.byAmountAndMonth.set(amount, at)
    const grams = gramsOf(keys.name)
    found.grams.push(grams.length)
    for (const gram of grams) {
      const postings = found.byGram.get(gram)
      if (postings) postings.push(at)
      else found.byGram.set(gram, [at])
    }
  }
  return found
}

function likeName(index: FamilyIndex, name: string): number | undefined {
  const grams = gramsOf(name)
  if (grams.length === 0) return undefined
  const shared = new Map<number, number>()
  for (const gram of grams) {
    for (const at of index.byGram.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
  }
  let first: number | undefined
  for (const [at, count] of shared) {
    const like = (2 * count) / (grams.length + (index.grams[at] ?? 0))
    if (like >= LIKE_NAME && (first === undefined || at < first)) first = at
  }
  return first
}

/** What a draft is compared by. */
export function likenessKeys(draft: LedgerDraft): LikenessKeys {
  return {
    name: draft.name,
    investor: draft.investor,
    uscc: draft.uscc,
    investmentWan: draft.investmentWan,
    signedFrom: eventOf(draft, 'signed')?.occurred.from ?? null,
  }
}

/** The duplicate rule over drafts, beside records that are known by their keys alone. */
export function draftLikeness<T>(index = new DuplicateIndex<T>()): LikenessIndex<LedgerDraft, T> {
  return {
    find(draft) {
      const found = index.find(likenessKeys(draft))
      return found && { of: found.of, reason: DUPLICATE_REASONS[found.reason] }
    },
    add: (draft, value) => index.add(likenessKeys(draft), value),
  }
}
