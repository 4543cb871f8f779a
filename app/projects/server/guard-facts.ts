import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Db, type Tx } from '~/platform/database/client'
import { businessDay, fromDay, type Day } from '~/shared/day'
import { invalid, invalidField } from '~/shared/errors'
import { extensionPoint } from '~/shared/extension-point'
import { recordOf } from '~/shared/records'
import { dayToCome, GUARD_FACTS, type GuardFactKind } from '../domain/guards'
import { attachEvidence, type EvidenceFile } from './evidence'
import { lockProject } from './lock'

/** Which guard facts are ticked: the latest row of each kind. */
async function guardFactsOf(db: Db, projectId: string): Promise<Record<GuardFactKind, boolean>> {
  const rows = await db.guardFact.findMany({
    where: { projectId },
    orderBy: { seq: 'asc' },
    select: { kind: true, holds: true },
  })
  const latest = recordOf(GUARD_FACTS, () => false)
  for (const { kind, holds } of rows) latest[kind] = holds
  return latest
}

/** Guard facts that a room downstream knows of itself. */
export type SupplyFacts = (db: Db, projectId: string) => Promise<Partial<Record<GuardFactKind, boolean>>>

export const suppliedFacts = extensionPoint<SupplyFacts>('guard facts')

/** Which guard facts hold: as the rooms that own them say, else as they were ticked by hand. */
export async function factsThatHold(db: Db, projectId: string): Promise<Record<GuardFactKind, boolean>> {
  const facts = await guardFactsOf(db, projectId)
  for (const supply of suppliedFacts.all()) Object.assign(facts, await supply(db, projectId))
  return facts
}

export interface TickInput {
  projectId: string
  kind: GuardFactKind
  holds: boolean
  /** the day it came true; needed when it holds */
  day: Day | null
  note: string | null
  evidence?: EvidenceFile
}

/** Ticks a guard fact by hand, or takes the tick back, with its day and evidence file. */
export async function tickGuardFact(context: RequestContext, input: TickInput): Promise<void> {
  if (input.holds && !input.day) throw invalidField('day', '请填写办结日期', 'required')
  const early = dayToCome('day', input.day, businessDay(context.now))
  if (early.length > 0) throw invalid(early)
  await transaction(async (tx) => {
    await lockProject(tx, context, input.projectId, 'guardFact.tick')
    const evidenceId = input.evidence ? await attachEvidence(tx, context, input.projectId, input.evidence) : null
    await appendGuardFact(tx, context, { ...input, evidenceId })
  })
}

type GuardFactRow = Omit<TickInput, 'evidence'> & { evidenceId: string | null }

/**
 * Appends a guard fact with its audit event, inside a transaction that has asked for the right: of whoever ticks it, or
 * of the room whose doing it follows from.
 */
export async function appendGuardFact(tx: Tx, context: RequestContext, fact: GuardFactRow): Promise<void> {
  const { projectId, kind, holds, day, note, evidenceId } = fact
  await tx.guardFact.create({
    data: {
      projectId,
      kind,
      holds,
      day: day ? fromDay(day) : null,
      note,
      evidenceId,
      recordedAt: context.now,
      recordedById: context.actor.userId,
    },
  })
  await recordAudit(tx, context, {
    action: 'guardFact.tick',
    subjectType: 'project',
    subjectId: projectId,
    after: { kind, holds, day, note },
  })
}
