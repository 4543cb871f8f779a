import { halfWidth } from '~/shared/text'

/** The classification of which the codes are, as pages name it. */
export const INDUSTRY_STANDARD = '国民经济行业分类 GB/T 4754-2017'

/** Its sections (门类), with the first and last of their divisions. */
export const INDUSTRY_SECTIONS: readonly (readonly [letter: string, name: string, first: number, last: number])[] = [
  ['A', '农、林、牧、渔业', 1, 5],
  ['B', '采矿业', 6, 12],
  ['C', '制造业', 13, 43],
  ['D', '电力、热力、燃气及水生产和供应业', 44, 46],
  ['E', '建筑业', 47, 50],
  ['F', '批发和零售业', 51, 52],
  ['G', '交通运输、仓储和邮政业', 53, 60],
  ['H', '住宿和餐饮业', 61, 62],
  ['I', '信息传输、软件和信息技术服务业', 63, 65],
  ['J', '金融业', 66, 69],
  ['K', '房地产业', 70, 70],
  ['L', '租赁和商务服务业', 71, 72],
  ['M', '科学研究和技术服务业', 73, 75],
  ['N', '水利、环境和公共设施管理业', 76, 79],
  ['O', '居民服务、修理和其他服务业', 80, 82],
  ['P', '教育', 83, 83],
  ['Q', '卫生和社会工作', 84, 85],
  ['R', '文化、体育和娱乐业', 86, 90],
  ['S', '公共管理、社会保障和社会组织', 91, 96],
  ['T', '国际组织', 97, 97],
]

/** A section's letter, or the two to four digits of a division, group or class. */
export type IndustryCode = string

export const INDUSTRY_LEVELS = ['section', 'division', 'group', 'class'] as const
export type IndustryLevel = (typeof INDUSTRY_LEVELS)[number]

export const INDUSTRY_LEVEL_NAMES: Record<IndustryLevel, string> = {
  section: '门类',
  division: '大类',
  group: '中类',
  class: '小类',
}

const LEVELS: readonly IndustryLevel[] = ['section', 'section', 'division', 'group', 'class']

/**
 * C3825, c3825, 3825 → 3825; C → C. Null for what has not the form of a code, or names a section that the digits are not
 * of. Whether the standard has it is another question.
 */
export function industryCode(text: string): IndustryCode | null {
  const [, letter = '', digits = ''] = /^([A-T]?)(\d{2,4}|)$/.exec(halfWidth(text).trim().toUpperCase()) ?? []
  if (digits === '') return letter || null
  const section = sectionOf(digits)
  return section !== null && (letter === '' || letter === section) ? digits : null
}

/** How fine a code is. */
export const levelOf = (code: IndustryCode): IndustryLevel => LEVELS[code.length] ?? 'class'

/** The letter of the section that a code stands in; null where no division is numbered so. */
export function sectionOf(code: IndustryCode): string | null {
  const division = Number(code.slice(0, 2))
  const found = INDUSTRY_SECTIONS.find(([letter, , first, last]) =>
    Number.isNaN(division) ? letter === code : division >= first && division <= last,
  )
  return found?.[0] ?? null
}

/** Whether `code` is `ancestor` or stands below it: 3825 is within 382, 38 and C. */
export function isWithin(code: IndustryCode, ancestor: IndustryCode): boolean {
  if (/^[A-T]$/.test(ancestor)) return sectionOf(code) === ancestor
  return code.startsWith(ancestor)
}

/** The codes above, from the section down: 3825 → C, 38, 382. */
export function ancestorsOf(code: IndustryCode): IndustryCode[] {
  const section = sectionOf(code)
  const above = [2, 3].filter((length) => length < code.length).map((length) => code.slice(0, length))
  return section === null || section === code ? [] : [section, ...above]
}
