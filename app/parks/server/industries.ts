import { foldedWord } from '~/shared/text'
import {
  ancestorsOf,
  INDUSTRY_SECTIONS,
  industryCode,
  isWithin,
  levelOf,
  sectionOf,
  type IndustryCode,
  type IndustryLevel,
} from '../domain/industry-code'
import { CLASSIFICATION } from './industry-classification'

/** One entry of the classification. */
export interface ClassifiedIndustry {
  code: IndustryCode
  name: string
  level: IndustryLevel
  /** letter of the section */
  section: string
}

/** Divisions, groups and classes, as their table has them. */
const STORED: readonly (readonly [IndustryCode, string])[] = CLASSIFICATION.trim()
  .replace(/\n (?= )/g, '')
  .split('\n')
  .flatMap((line) => {
    const [code = '', name = '', ...classes] = line.split(' ')
    return [[code, name] as const, ...classes.map((each) => [code + each.charAt(0), each.slice(1) || name] as const)]
  })

/** Every code with its name, in the order of the standard. */
const NAMES: ReadonlyMap<IndustryCode, string> = new Map(
  INDUSTRY_SECTIONS.flatMap(([letter, section]) => [
    [letter, section] as const,
    ...STORED.filter(([code]) => sectionOf(code) === letter),
  ]),
)

/** The name of a code, with or without its section's letter; null where the standard has no such code. */
export function industryName(text: string): string | null {
  const code = industryCode(text)
  return code === null ? null : (NAMES.get(code) ?? null)
}

/** A code with the names above it, from the section down to its own: 制造业 › 电气机械和器材制造业 › …; none for an unknown code. */
export function industryPath(text: string): ClassifiedIndustry[] {
  const code = industryCode(text)
  if (code === null || !NAMES.has(code)) return []
  return [...ancestorsOf(code), code].map(industryOf)
}

function industryOf(code: IndustryCode): ClassifiedIndustry {
  return { code, name: NAMES.get(code) ?? code, level: levelOf(code), section: sectionOf(code) ?? code }
}

const ALL: readonly ClassifiedIndustry[] = [...NAMES.keys()].map(industryOf)

/**
 * Entries by a code (C35, 3511: it and what stands below) or by words of the name (通用设备; each must occur), the nearest
 * first: the name itself, then names that begin so, then the others, each from coarse to fine. A blank asks for the sections.
 */
export function searchIndustries(
  q: string,
  { offset = 0, limit = 50 }: { offset?: number; limit?: number } = {},
): { items: ClassifiedIndustry[]; total: number } {
  const found = matching(q.trim().slice(0, 100))
  return { items: found.slice(offset, offset + limit), total: found.length }
}

function matching(q: string): readonly ClassifiedIndustry[] {
  if (q === '') return ALL.filter(({ level }) => level === 'section')
  const code = industryCode(q)
  if (code !== null) return ALL.filter((each) => isWithin(each.code, code))
  const words = q.split(/\s+/).map(foldedWord).filter(Boolean)
  const [first = ''] = words
  const rank = (name: string) => (name === first ? 0 : name.startsWith(first) ? 1 : 2)
  return ALL.map((industry) => ({ industry, name: foldedWord(industry.name) }))
    .filter(({ name }) => words.length > 0 && words.every((word) => name.includes(word)))
    .toSorted(
      (one, other) =>
        rank(one.name) - rank(other.name) ||
        one.industry.code.length - other.industry.code.length ||
        one.industry.code.localeCompare(other.industry.code),
    )
    .map(({ industry }) => industry)
}
