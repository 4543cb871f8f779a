import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can, type ActionOn } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { auditActionWords } from '~/audit/domain/words'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { present } from '~/shared/present'
import { maskPhone } from '~/shared/text'
import { GUARD_FACTS, type GuardFactKind } from '../domain/guards'
import { historyOf, standing } from '../domain/history'
import type { ProjectSubject } from '../domain/visibility'
import { othersToVerify } from '../domain/verification'
import { EVENT_SELECT, stageFact } from './events'
import { verifiersBeside } from './verifiers'
import { projectSubject, visibleProjects } from './visibility'

const FILE_SELECT = { select: { id: true, name: true, mediaType: true, sizeBytes: true } } as const

const RECORD = {
  investor: true,
  unit: { select: { id: true, name: true } },
  team: { select: { id: true, name: true } },
  introducedBy: { select: { id: true, name: true } },
  landedAt: { select: { id: true, name: true } },
  park: { select: { id: true, name: true, unitId: true } },
  events: {
    where: { phaseId: null },
    orderBy: { seq: 'asc' },
    select: {
      ...EVENT_SELECT,
      reason: true,
      note: true,
      waiverReason: true,
      waiverBy: true,
      recordedById: true,
      importRowId: true,
      verifications: { select: { verifiedAt: true, verifiedById: true, note: true }, orderBy: { verifiedAt: 'asc' } },
      evidence: { select: { id: true, kind: true, addedAt: true, file: FILE_SELECT }, orderBy: { addedAt: 'asc' } },
    },
  },
  voids: { orderBy: { seq: 'desc' }, take: 1 },
  guardFacts: {
    orderBy: { seq: 'asc' },
    include: { evidence: { select: { id: true, kind: true, file: FILE_SELECT } } },
  },
  evidence: {
    where: { eventId: null },
    orderBy: { addedAt: 'asc' },
    select: { id: true, kind: true, addedAt: true, file: FILE_SELECT, _count: { select: { guardFacts: true } } },
  },
  contacts: { include: { values: { where: { erasedAt: null } } }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.ProjectInclude

/**
 * The whole record as its page shows it: facts, where it stands, every event with what became of it,
 * guard facts, evidence, contacts (phones masked), and what this actor may do.
 * @throws notFound when there is none, or the actor may not see it.
 */
export async function projectRecord(context: RequestContext, id: string) {
  assertCan(context.actor, 'project.read')
  if (!isId(id)) throw notFound('这个项目')
  const project = await database().project.findFirst({
    where: { AND: [{ id }, visibleProjects(context.actor)] },
    include: RECORD,
  })
  if (!project) throw notFound('这个项目')
  const subject = await projectSubject(database(), project)
  const { events, guardFacts, contacts, voids, ...own } = project
  const [latest] = voids
  const voided = latest?.voided ? latest : null
  // A project that went into another, or is 作废, is only looked at.
  const may = (action: ActionOn<ProjectSubject>) =>
    !project.mergedIntoId && !voided && can(context.actor, action, subject)
  const names = await userNames([
    ...events.flatMap((event) => [event.recordedById, ...event.verifications.map((each) => each.verifiedById)]),
    ...guardFacts.map((fact) => fact.recordedById),
    project.createdById,
    voided?.recordedById ?? null,
  ])
  const verifiers = may('stage.verify') ? await verifiersBeside(database(), context) : null
  const facts = events.map(stageFact)
  const live = new Set(standing(facts).map((fact) => fact.id))
  const supersededBy = new Map(events.flatMap((event) => (event.supersedesId ? [[event.supersedesId, event.id]] : [])))

  return {
    ...own,
    createdByName: names(project.createdById),
    voided: voided && { at: voided.recordedAt, byName: names(voided.recordedById), reason: voided.reason },
    history: historyOf(facts),
    events: events.map(({ seq: _, verifications, ...event }, at) => ({
      ...event,
      occurred: present(facts[at], 'the fact of an event').occurred,
      standing: live.has(event.id),
      supersededById: supersededBy.get(event.id) ?? null,
      recordedByName: names(event.recordedById),
      leftTo: verifiers ? othersToVerify(event.recordedById, context.actor.userId, verifiers) : [],
      verified: verifications[0]
        ? { at: verifications[0].verifiedAt, byName: names(verifications[0].verifiedById), note: verifications[0].note }
        : null,
    })),
    guardFacts: GUARD_FACTS.map((kind) => latestTick(kind, guardFacts, names)),
    contacts: contacts.map(({ values, ...contact }) => ({
      id: contact.id,
      name: contact.name,
      title: contact.title,
      ours: contact.ours,
      version: contact.version,
      values: values.map((each) => ({ id: each.id, kind: each.kind, masked: maskPhone(each.value ?? '') })),
    })),
    may: {
      edit: may('project.edit'),
      recordStage: may('stage.record'),
      correctStage: may('stage.correct'),
      verifyStage: may('stage.verify'),
      waive: may('stage.waive'),
      tickGuardFact: may('guardFact.tick'),
      addEvidence: may('evidence.add'),
      revealPersonal: may('personal.reveal'),
      void: may('project.void'),
      restore: voided !== null && !project.mergedIntoId && can(context.actor, 'project.void', subject),
    },
  }
}

export type ProjectRecord = Awaited<ReturnType<typeof projectRecord>>

type Tick = Prisma.GuardFactGetPayload<{ include: typeof RECORD.guardFacts.include }>

function latestTick(kind: GuardFactKind, ticks: Tick[], names: (id: string | null) => string) {
  const latest = ticks.findLast((tick) => tick.kind === kind)
  return {
    kind,
    holds: latest?.holds ?? false,
    day: latest?.day ?? null,
    note: latest?.note ?? null,
    evidence: latest?.evidence ?? null,
    recordedAt: latest?.recordedAt ?? null,
    recordedByName: latest ? names(latest.recordedById) : null,
  }
}

const CHANGES_SHOWN = 50

/** What was done to a project, newest first; at most 50. */
export async function projectChanges(context: RequestContext, id: string) {
  assertCan(context.actor, 'project.read')
  if (!isId(id)) throw notFound('这个项目')
  const visible = await database().project.findFirst({
    where: { AND: [{ id }, visibleProjects(context.actor)] },
    select: { id: true },
  })
  if (!visible) throw notFound('这个项目')
  const words = auditActionWords()
  const events = await database().auditEvent.findMany({
    where: { subjectType: 'project', subjectId: id },
    orderBy: { seq: 'desc' },
    take: CHANGES_SHOWN,
    select: { id: true, at: true, actorName: true, action: true, before: true, after: true },
  })
  return events.map((event) => ({ ...event, title: words[event.action] ?? event.action }))
}
