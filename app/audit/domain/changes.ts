import type { AuditAction, AuditSubject } from './words'

export interface AuditEntry {
  action: AuditAction
  subjectType: AuditSubject
  subjectId?: string | null
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  result?: 'done' | 'refused'
}

type Plain = Record<string, unknown>

function plain(value: unknown): unknown {
  if (value === undefined) return null
  return JSON.parse(JSON.stringify(value)) as unknown
}

/** Only what differs, on both sides; a creation keeps the whole of `after`. */
export function changes(before?: Plain, after?: Plain): { before: Plain | null; after: Plain | null } {
  if (!before) return { before: null, after: after ? (plain(after) as Plain) : null }
  if (!after) return { before: plain(before) as Plain, after: null }
  const left: Plain = {}
  const right: Plain = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = plain(before[key])
    const is = plain(after[key])
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    left[key] = was
    right[key] = is
  }
  return { before: left, after: right }
}
