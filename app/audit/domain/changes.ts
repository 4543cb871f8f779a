import { isId } from '~/shared/id'
import { maskText } from '~/shared/text'
import type { AuditAction, AuditSubject } from './words'

export interface AuditEntry {
  /** chosen beforehand where the event is the whole of which others are parts */
  id?: string
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
  return JSON.parse(JSON.stringify(value))
}

/** Without the phone and identity numbers that people type into free texts. */
function masked(value: unknown): unknown {
  if (typeof value === 'string') return isId(value) ? value : maskText(value)
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]))
}

/** Only what differs, on both sides, with personal numbers masked; a creation keeps the whole of `after`. */
export function changes(before?: Plain, after?: Plain): { before: Plain | null; after: Plain | null } {
  if (!before) return { before: null, after: after ? (masked(plain(after)) as Plain) : null }
  if (!after) return { before: masked(plain(before)) as Plain, after: null }
  const left: Plain = {}
  const right: Plain = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = plain(before[key])
    const is = plain(after[key])
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    left[key] = masked(was)
    right[key] = masked(is)
  }
  return { before: left, after: right }
}
