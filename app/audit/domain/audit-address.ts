import type { Day } from '~/shared/day'
import { isId } from '~/shared/id'
import { readDay } from '~/shared/written-day'
import { isAuditAction, isAuditSubject, type AuditAction, type AuditSubject } from './words'

export interface AuditFilter {
  /** one person */
  actorId?: string
  /** part of a person's name or login */
  person?: string
  action?: AuditAction
  subjectType?: AuditSubject
  /** one thing, of `subjectType` */
  subjectId?: string
  /** part of a thing's name */
  object?: string
  /** the parts of one larger act */
  partOf?: string
  /** first and last business day, inclusive */
  from?: Day
  to?: Day
}

/** A day as it was typed, and why it is none. */
interface TypedDay {
  typed?: string
  fault?: string
}

/** What an address of the log asks for. What it cannot mean is left out, with its name in `ignored`. */
export function readAuditAddress(
  query: URLSearchParams,
  today: Day,
): { filter: AuditFilter; ignored: string[]; days: Record<'from' | 'to', TypedDay> } {
  const ignored: string[] = []
  const given = <Value extends string>(name: string, fits: (text: string) => text is Value): Value | undefined => {
    const text = query.get(name)?.trim().slice(0, MAX_TEXT)
    if (!text) return undefined
    if (fits(text)) return text
    ignored.push(name)
    return undefined
  }
  const days: Record<'from' | 'to', TypedDay> = { from: {}, to: {} }
  const day = (name: 'from' | 'to', wanted: 'first' | 'last') => {
    const typed = query.get(name)?.trim().slice(0, MAX_TEXT)
    const { value, notes } = readDay(typed ?? '', { today, wanted })
    const fault = notes.find(({ level }) => level === 'error')?.message
    days[name] = { typed, fault }
    if (fault) ignored.push(name)
    return value ?? undefined
  }
  const isText = (text: string): text is string => !text.includes('\0')
  const filter = {
    actorId: given('actor', isId),
    person: given('who', isText),
    action: given('action', isAuditAction),
    subjectType: given('type', isAuditSubject),
    subjectId: given('id', isText),
    object: given('object', isText),
    partOf: given('part', isId),
    from: day('from', 'first'),
    to: day('to', 'last'),
  }
  return { filter, ignored, days }
}

const MAX_TEXT = 100

/** Parts of a larger act stand under it, unless one asks for a kind of act, or for a thing. */
export const isFolded = ({ action, subjectType, subjectId, object, partOf }: AuditFilter): boolean =>
  !action && !subjectType && !subjectId && !object && !partOf

/** How many people, and things of a kind, of a name are looked at: the latest of them. */
export const MOST_OF_A_NAME = 200
