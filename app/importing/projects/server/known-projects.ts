import type { Db } from '~/platform/database/client'
import { EVENT_SELECT, stageFact } from '~/projects/server/events'
import { standing, type StageFact } from '~/projects/domain/history'
import { isPathStage } from '~/projects/domain/stages'
import type { ReadAs } from '~/projects/domain/field-kinds'
import { projectFormValues, type StoredFields } from '~/projects/server/stored-fields'
import { toDay, type Day } from '~/shared/day'
import { maskPhoneCell } from '../../tables/domain/personal'
import type { DraftEvent, ImportedStage, LedgerDraft } from '../domain/draft'
import { eachDeclared, type DeclaredValues } from '../domain/declared'
import { splitRemark } from '../domain/remark'

/** A stored project as a ledger row would tell it. */
export interface KnownProject {
  id: string
  version: number
  voided: boolean
  draft: LedgerDraft
  /** all its own events, for the cached stage */
  events: StageFact[]
  /** 容缺 of its events, by event */
  waivers: Map<string, { waiverReason: string | null; waiverBy: string | null }>
  /** from which day the latest value of what figures group by holds; null: from the beginning */
  factsFrom: Day | null
  /** as stored, references by id */
  fields: StoredFields
}

/** The projects of these ids, in few queries whatever their number. */
export async function knownProjects(db: Db, ids: readonly string[]): Promise<Map<string, KnownProject>> {
  if (ids.length === 0) return new Map()
  const rows = await db.project.findMany({
    where: { id: { in: [...ids] } },
    include: {
      investor: true,
      introducedBy: { select: { name: true } },
      landedAt: { select: { name: true } },
      park: { select: { name: true } },
      contacts: { include: { values: { where: { kind: 'phone', erasedAt: null } } }, orderBy: { createdAt: 'asc' } },
      events: {
        where: { phaseId: null },
        select: { ...EVENT_SELECT, waiverReason: true, waiverBy: true },
        orderBy: { seq: 'asc' },
      },
      facts: { select: { validFrom: true }, orderBy: { validFrom: { sort: 'desc', nulls: 'last' } }, take: 1 },
    },
  })
  return new Map(
    rows.map((row) => {
      const events = row.events.map(stageFact)
      const person = row.contacts.find((contact) => contact.ours)
      const other = row.contacts.find((contact) => !contact.ours)
      const phones = (contact: typeof person) =>
        contact?.values.map((it) => maskPhoneCell(it.value ?? '')).join('、') || null
      const draft: LedgerDraft = {
        ...declaredValues(row),
        landedAt: row.landedAt?.name ?? null,
        rents: row.rents,
        ownLand: row.ownLand,
        landNote: row.landNote,
        ...splitRemark(row.remark),
        person: person?.name ?? null,
        personPhone: phones(person),
        investorPerson: other?.name ?? null,
        investorPhone: phones(other),
        events: toDraftEvents(events),
        statedOn: null,
        blanks: [],
        ordinal: 1,
      }
      const latest = row.facts[0]?.validFrom
      return [
        row.id,
        {
          id: row.id,
          version: row.version,
          voided: row.voidedAt !== null,
          draft,
          events,
          waivers: new Map(row.events.map(({ id, waiverReason, waiverBy }) => [id, { waiverReason, waiverBy }])),
          factsFrom: latest ? toDay(latest) : null,
          fields: row,
        },
      ]
    }),
  )
}

type Names = Record<'introducedBy' | 'landedAt' | 'park', { name: string } | null>

/** The declared fields as a draft holds them: what is referred to, by its name. */
function declaredValues(row: StoredFields & Names): DeclaredValues {
  const values = projectFormValues(row)
  const names: Partial<Record<ReadAs, { name: string } | null>> = row
  return eachDeclared(({ name, field }) =>
    field.kind === 'reference' ? (names[field.as]?.name ?? null) : values[name],
  )
}

function toDraftEvents(events: readonly StageFact[]): DraftEvent[] {
  return standing(events)
    .filter((event) => isPathStage(event.stage) || event.stage === 'suspended' || event.stage === 'ended')
    .map((event) => ({ stage: event.stage as ImportedStage, occurred: event.occurred }))
}
