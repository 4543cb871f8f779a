import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { isRecord } from '~/shared/records'
import { changeLines, idsIn, type ChangeLine, type LoggedChange, type Names } from '../domain/change-lines'
import { actionWord, administrativeSubjects, changeWords, subjectWord } from '../domain/words'
import { auditedThings, type AuditedThings } from './audited-things'

export interface StoredEvent extends LoggedChange {
  id: string
  seq: string
  at: Date
  actorId: string | null
  actorName: string
  login: string | null
  subjectType: string
  subjectId: string | null
  result: string
  address: string | null
  requestId: string | null
  /** others are parts of it */
  isWhole: boolean
}

/** An event as it is read: names for ids, words for codes. */
export interface ToldEvent extends Pick<
  StoredEvent,
  | 'id'
  | 'at'
  | 'actorId'
  | 'actorName'
  | 'login'
  | 'action'
  | 'subjectType'
  | 'subjectId'
  | 'address'
  | 'requestId'
  | 'isWhole'
> {
  /** the act in Chinese */
  title: string
  /** the kind of its subject in Chinese */
  kind: string
  /** the name of its subject; null where it has none, or none that may be told */
  name: string | null
  /** the page of its subject, where the reader may open it */
  to: string | null
  refused: boolean
  /** what it came to in one line; else what changed, field by field */
  summary: string | null
  lines: ChangeLine[]
  /** there was nothing before, so only what came is shown */
  creates: boolean
  /** business content that this reader may not see: no name, no change, no id */
  withheld: boolean
}

/** Events in words, with one query a kind of thing that they speak of, whatever their number. */
export async function tellEvents(context: RequestContext, events: readonly StoredEvent[]): Promise<ToldEvent[]> {
  const kinds = auditedThings.all().flat()
  const named = await namesOf(context, kinds, events)
  const names = Object.assign({}, ...named.values()) as Names
  const open = new Set(can(context.actor, 'project.read') ? [] : administrativeSubjects())
  const seesBusiness = open.size === 0
  return events.map(({ seq: _, before, after, result, ...event }): ToldEvent => {
    const things = kinds.find(({ type }) => type === event.subjectType)
    const { subjectId, subjectType, action } = event
    const name = subjectId ? (named.get(subjectType)?.[subjectId] ?? null) : null
    const withheld = (!seesBusiness && !open.has(subjectType)) || Boolean(things?.guarded && subjectId && name === null)
    const told = { ...event, title: actionWord(action), kind: subjectWord(subjectType), refused: result === 'refused' }
    const nothing = { name: null, to: null, summary: null, lines: [], creates: false }
    if (withheld) return { ...told, ...nothing, subjectId: null, withheld }
    const change = { action, before, after }
    return {
      ...told,
      name: name ?? formerName(before) ?? formerName(after),
      to:
        name !== null && things?.page && can(context.actor, things.page.action)
          ? things.page.path(subjectId ?? '')
          : null,
      summary: things?.summary?.(change) ?? null,
      lines: things?.lines?.(change, names) ?? changeLines(change, changeWords(subjectType), names),
      creates: before === null,
      withheld,
    }
  })
}

/** What is gone is called as it was. */
const formerName = (side: unknown) => (isRecord(side) && typeof side.name === 'string' ? side.name : null)

async function namesOf(
  context: RequestContext,
  kinds: readonly AuditedThings[],
  events: readonly StoredEvent[],
): Promise<Map<string, Names>> {
  const inChanges = events.flatMap(({ before, after }) => [...idsIn(before), ...idsIn(after)])
  const named = await Promise.all(
    kinds.map(async ({ type, names }): Promise<[string, Names]> => {
      const subjects = events.flatMap((event) => (event.subjectType === type ? (event.subjectId ?? []) : []))
      const ids = [...new Set([...subjects, ...inChanges])]
      const found = ids.length > 0 ? await names(context, ids) : []
      return [type, Object.fromEntries(found.map(({ id, name }) => [id, name]))]
    }),
  )
  return new Map(named)
}
