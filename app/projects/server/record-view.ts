import type { RequestContext } from '~/auth/domain/actor'
import { industryName } from '~/parks/server/industries'
import { toDay } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { Decimal, formatNumber } from '~/shared/money'
import { evidenceHold } from '../domain/evidence'
import type { Reached } from '../domain/history'
import type { ProjectFields } from '../domain/read-fields'
import { stillLacking, type GuardFactKind } from '../domain/guards'
import { isPathStage, PATH, type PathStage } from '../domain/stages'
import type { FileView, ReachedView, RecordView } from '../ui/record/view'
import { projectRecord, type ProjectRecord } from './record'
import { readFields } from './stored-fields'

/** The record as its page draws it: plain values only. */
export function recordView(record: ProjectRecord): RecordView {
  const { history } = record
  const fields = readFields(record)
  const mayRemove = record.may.addEvidence
  const recorded = new Set(record.events.filter(({ standing }) => standing).map(({ stage }) => stage))
  const facts = {
    holds: Object.fromEntries(record.guardFacts.map(({ kind, holds }) => [kind, holds])) as Record<
      GuardFactKind,
      boolean
    >,
    skipsLand: record.rents || record.ownLand,
    projectCompanyUscc: record.projectCompanyUscc,
  }
  const events = record.events.map((event) => ({
    id: event.id,
    stage: event.stage,
    occurred: event.occurred,
    recordedAt: event.recordedAt,
    recordedByName: event.recordedByName,
    imported: event.importRowId !== null,
    reason: event.reason,
    note: event.note,
    waiverReason: event.waiverReason,
    waiverBy: event.waiverBy,
    lacking:
      event.standing && event.waiverReason && isPathStage(event.stage)
        ? stillLacking(event.stage, recorded, facts)
        : [],
    standing: event.standing,
    leftTo: event.leftTo,
    supersedesId: event.supersedesId,
    verified: event.verified,
    files: event.evidence.map((each) =>
      fileView(each, mayRemove && !evidenceHold({ verified: event.verified !== null, ofGuardFact: false })),
    ),
  }))
  const byId = new Map(events.map((event) => [event.id, event]))
  const reachedView = (reached: Reached): ReachedView | undefined => {
    const event = byId.get(reached.eventId)
    return event && { from: reached.saidOn, occurred: reached.occurred, event, own: event.stage === reached.stage }
  }
  const reached: Partial<Record<PathStage, ReachedView>> = {}
  for (const stage of PATH) {
    const said = history?.reached[stage]
    if (said) reached[stage] = reachedView(said)
  }

  const ofGuards = new Set(record.guardFacts.map(({ evidence }) => evidence?.id))

  return {
    id: record.id,
    version: record.version,
    mergedIntoId: record.mergedIntoId,
    voided: record.voided,
    ...fields,
    industryCodeName: fields.industryCode && industryName(fields.industryCode),
    landNote: record.landNote,
    intensity: intensityOf(fields),
    createdAt: record.createdAt,
    createdByName: record.createdByName,
    updatedAt: record.updatedAt,
    stage: history?.stage ?? 'lead',
    status: history?.status ?? 'active',
    reached,
    events,
    guardFacts: record.guardFacts.map(({ kind, holds, day, note, evidence, recordedByName }) => ({
      kind,
      holds,
      day: day && toDay(day),
      note,
      file: evidence && fileView(evidence, false),
      recordedByName,
    })),
    files: record.evidence
      .filter(({ id }) => !ofGuards.has(id))
      .map((each) =>
        fileView(each, mayRemove && !evidenceHold({ verified: false, ofGuardFact: each._count.guardFacts > 0 })),
      ),
    contacts: record.contacts.map(({ id, name, title, ours, version, values }) => ({
      id,
      name,
      title,
      ours,
      version,
      values: values.map((value) => ({ id: value.id, masked: value.masked })),
    })),
    may: record.may,
  }
}

/** 万元 a mu, with one decimal; null where either is missing. */
function intensityOf({ investmentWan, landMu }: ProjectFields): string | null {
  if (investmentWan === null || landMu === null || Number(landMu) === 0) return null
  return formatNumber(new Decimal(investmentWan).div(landMu), 1)
}

interface StoredEvidence {
  id: string
  kind: string
  file: { id: string; name: string; sizeBytes: bigint }
}

function fileView({ id, kind, file }: StoredEvidence, removable: boolean): FileView {
  return { id, kind, fileId: file.id, name: file.name, sizeBytes: Number(file.sizeBytes), removable }
}

/** The record, for a page that does something to it. @throws notFound, forbidden where this actor may not, conflict where it is 作废 */
export async function recordToActOn(
  context: RequestContext,
  id: string,
  act: keyof RecordView['may'],
): Promise<RecordView> {
  const record = recordView(await projectRecord(context, id))
  if (record.may[act]) return record
  if (record.voided && act !== 'restore')
    throw new AppError('conflict', { userMessage: '这个项目已作废，恢复后才能办理' })
  throw new AppError('forbidden', { userMessage: '您不能办理这个项目的这项业务' })
}

/** The same for one of its events that still stands. */
export async function eventToActOn(
  context: RequestContext,
  { id, eventId }: { id: string; eventId: string },
  act: keyof RecordView['may'],
) {
  const record = await recordToActOn(context, id, act)
  const event = record.events.find((each) => each.id === eventId && each.standing)
  if (!event) throw notFound('这条阶段记录')
  return { record, event }
}

/** A piece of evidence that may be taken off it. */
export async function evidenceToActOn(context: RequestContext, { id, evidenceId }: { id: string; evidenceId: string }) {
  const record = await recordToActOn(context, id, 'addEvidence')
  const file = [...record.files, ...record.events.flatMap(({ files }) => files)].find(
    (each) => each.id === evidenceId && each.removable,
  )
  if (!file) throw notFound('这份材料')
  return { record, file }
}

/** One of its people. */
export async function contactToActOn(context: RequestContext, { id, contactId }: { id: string; contactId: string }) {
  const record = await recordToActOn(context, id, 'edit')
  const contact = record.contacts.find((each) => each.id === contactId)
  if (!contact) throw notFound('这位联系人')
  return { record, contact }
}
