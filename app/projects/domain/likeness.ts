import { nameLikeness, normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { Day } from '~/shared/day'

/** What two records are compared by. */
export interface LikenessKeys {
  name: string
  investor: string | null
  uscc: string | null
  investmentWan: string | null
  signedFrom: Day | null
}

export type DuplicateReason = 'uscc' | 'name' | 'amountAndMonth' | 'likeName'

export const DUPLICATE_REASONS: Record<DuplicateReason, string> = {
  uscc: '统一社会信用代码相同',
  name: '投资方与项目名称相同',
  amountAndMonth: '投资方、投资额与签约月份相同',
  likeName: '投资方相同且项目名称相近',
}

/** Half of the two-character grams shared makes two names alike. */
export const LIKE_NAME = 0.5

/**
 * Why two records may be one project; null when nothing speaks for it.
 * Likeness of names alone marks nothing (domain handbook, ch. 5).
 */
export function duplicateReason(a: LikenessKeys, b: LikenessKeys): DuplicateReason | null {
  if (a.uscc && a.uscc === b.uscc) return 'uscc'
  const investor = normalizedCompanyName(a.investor ?? '')
  if (investor === '' || investor !== normalizedCompanyName(b.investor ?? '')) return null
  if (normalizedProjectName(a.name) === normalizedProjectName(b.name)) return 'name'
  const sameMonth = a.signedFrom !== null && a.signedFrom.slice(0, 7) === b.signedFrom?.slice(0, 7)
  if (sameMonth && a.investmentWan !== null && Number(a.investmentWan) === Number(b.investmentWan)) {
    return 'amountAndMonth'
  }
  return nameLikeness(a.name, b.name) >= LIKE_NAME ? 'likeName' : null
}
