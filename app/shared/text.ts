const WIDE = /[\uff01-\uff5e\u3000]/

/** Full-width letters, digits and signs to half width; the ideographic space to a blank. */
export function halfWidth(text: string): string {
  if (!WIDE.test(text)) return text
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

/** A text as a message quotes it: “…”, without its ends' blanks, and cut where it is long. */
export function quoted(text: string): string {
  const trimmed = text.slice(0, MAX_QUOTED * 10).trim()
  return trimmed.length > MAX_QUOTED ? `“${trimmed.slice(0, MAX_QUOTED)}…”` : `“${trimmed}”`
}

const MAX_QUOTED = 100

/** Half width, ends trimmed, runs of white space made one blank. */
export function squeeze(text: string): string {
  return halfWidth(text).replace(/\s+/g, ' ').trim()
}

/** A name as it is kept: the user's own characters, without stray white space. */
export function tidyName(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').trim()
}

function bare(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/[\s()[\]{}<>《》〈〉【】「」“”"'‘’·、，,。.;；:：\-—_/\\]/g, '')
}

/**
 * The key by which two spellings of one company meet: half width, no spaces or brackets,
 * 有限, 股份 and 公司 taken off (domain handbook, ch. 5).
 */
export function normalizedCompanyName(name: string): string {
  return bare(name).replace(/有限|股份|公司/g, '')
}

/** The key by which two spellings of one project name meet. */
export function normalizedProjectName(name: string): string {
  return bare(name)
}

/** A text as searches compare it: without width, case, spaces, brackets and signs. The database's `folded_text` says the same. */
export function foldedWord(text: string): string {
  return bare(text.normalize('NFKC'))
}

const COMPANY_ENDING = /(?:集团|股份|有限|责任|公司)+$/

/**
 * The words of a search, folded. The ending of a company is taken off where a name of two letters or more is left, so
 * that 华鑫集团有限公司 finds 华鑫股份有限公司.
 */
export function searchedWords(q: string): string[] {
  return q.split(/\s+/).flatMap((word) => {
    const folded = foldedWord(word)
    const name = folded.replace(COMPANY_ENDING, '')
    const sought = name.length >= 2 ? name : folded
    return sought === '' ? [] : [sought]
  })
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at < text.length - 1; at++) {
    const gram = text.slice(at, at + 2)
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/** A name is no longer. */
const MAX_COMPARED = 400

/** Likeness of two project names, 0 to 1: the Dice share of their two-character grams. */
export function nameLikeness(a: string, b: string): number {
  const left = normalizedProjectName(a.slice(0, MAX_COMPARED))
  const right = normalizedProjectName(b.slice(0, MAX_COMPARED))
  if (left === right) return left === '' ? 0 : 1
  if (left.length < 2 || right.length < 2) return 0
  const grams = bigrams(right)
  let shared = 0
  for (const [gram, count] of bigrams(left)) shared += Math.min(count, grams.get(gram) ?? 0)
  return (2 * shared) / (left.length - 1 + (right.length - 1))
}

const DIGIT = String.raw`[\d\uff10-\uff19]`
/** what people type between the digits of a phone */
const GAP = String.raw`[\s\-\u2010-\u2015\uff0d]{0,3}`
const MOBILE = new RegExp(
  `(?<!${DIGIT})(?:(?:\\+|\uff0b|00)?[8\uff18][6\uff16]${GAP}|0)?[1\uff11]${GAP}[3-9\uff13-\uff19](?:(?:${GAP}${DIGIT}){9}|${DIGIT}\\.${DIGIT}{4}\\.${DIGIT}{4})(?!${DIGIT})`,
  'g',
)

/** Most texts have no digits at all, and few so many. */
const ELEVEN_DIGITS = new RegExp(`^(?:[^\\d\uff10-\uff19]*${DIGIT}){11}`)
const hasEleven = (text: string) => text.length >= 11 && ELEVEN_DIGITS.test(text)

/** Replaces every mobile number, in whatever spacing, with or without 86, by what `of` makes of its eleven digits. */
export function replaceMobiles(text: string, of: (digits: string) => string): string {
  if (!hasEleven(text)) return text
  return text.replace(MOBILE, (mobile) => of(halfWidth(mobile).replace(/\D/g, '').slice(-11)))
}

/** 13867030662, 138-6703-0662 → 138****0662. */
export function maskMobiles(text: string): string {
  return replaceMobiles(text, (digits) => `${digits.slice(0, 3)}****${digits.slice(7)}`)
}

/** A mobile as `maskMobiles` does; a landline keeps its area code and last two digits. */
export function maskPhone(phone: string): string {
  return maskMobiles(phone).replace(/\d{5,}/g, (digits) => `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`)
}

const ID_NUMBER =
  /(?<![0-9A-Z])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Z])/g

/** Free text without whole phone or identity numbers. */
export function maskText(text: string): string {
  if (!hasEleven(text)) return text
  return maskMobiles(text.replace(ID_NUMBER, (id) => `${id.slice(0, 6)}********${id.slice(-4)}`))
}
