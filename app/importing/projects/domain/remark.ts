import { PROJECT_COLUMNS } from './columns'

/** A remark, and what a ledger says besides that no field holds. */
interface RemarkParts {
  remark: string | null
  extras: string | null
}

/** investors besides the first */
export const PARTNERS = '共同投资方'

const EXTRA_LABELS = [
  PARTNERS,
  PROJECT_COLUMNS.fixedInvestment.label,
  PROJECT_COLUMNS.outsideFunds.label,
  PROJECT_COLUMNS.completedInvestment.label,
  '计划开工',
]
const EXTRA = `(?:${EXTRA_LABELS.join('|')}) [^；。]+`
const WITH_EXTRAS = new RegExp(`^(?:([^]*)。)?台账载：(${EXTRA}(?:；${EXTRA})*)$`)

/** A remark as a project keeps it: with what the ledger says besides and no field holds. */
export function joinRemark({ remark, extras }: RemarkParts): string | null {
  return [remark, extras && `台账载：${extras}`].filter(Boolean).join('。') || null
}

/** The inverse of `joinRemark`. */
export function splitRemark(stored: string | null): RemarkParts {
  const [whole, remark = null, extras = null] = WITH_EXTRAS.exec(stored ?? '') ?? []
  return whole === undefined ? { remark: stored, extras: null } : { remark, extras }
}

/** Earlier extras with later ones: of each label the later word. */
export function mergeExtras(before: string | null, now: string | null): string | null {
  if (!before || !now) return now ?? before
  const byLabel = new Map([...before.split('；'), ...now.split('；')].map((part) => [part.replace(/ .*/s, ''), part]))
  return [...byLabel.values()].join('；')
}
