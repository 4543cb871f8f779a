import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, toDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { filingState } from '../../domain/filing/filing'
import { quorumFault, quorumNeeded, membersPresent } from '../../domain/meetings/meeting'
import { OPINION_ANSWERS, type OpinionAnswer } from '../../domain/opinions/opinion'
import { promisesChanged } from '../../domain/promises'
import { CONDITION_SELECT, conditionView } from '../opinions/conditions'
import { storedInputs } from '../stored-screening'
import { MOST_ITEMS } from './agenda'
import { meetingValues } from './keep-meeting'
import { visibleMeetings } from './visible-meetings'

/** Meetings that the actor may see, those to come and held last first. */
export async function listMeetings(context: RequestContext, { page, limit }: { page: number; limit: number }) {
  assertCan(context.actor, 'meeting.read')
  const where = visibleMeetings(context.actor)
  const [total, rows] = await Promise.all([
    database().reviewMeeting.count({ where }),
    database().reviewMeeting.findMany({
      where,
      orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * limit,
      take: limit,
      include: { park: { select: { name: true } }, items: { select: { decision: true } } },
    }),
  ])
  return {
    total,
    items: rows.map(({ id, name, level, heldOn, park, items }) => ({
      id,
      name,
      level,
      park: park?.name ?? null,
      heldOn: toDay(heldOn),
      projects: items.length,
      decided: items.filter(({ decision }) => decision !== null).length,
    })),
  }
}

export type ListedMeeting = Awaited<ReturnType<typeof listMeetings>>['items'][number]

const ITEM_SELECT = {
  id: true,
  place: true,
  screeningId: true,
  decision: true,
  note: true,
  decidedAt: true,
  file: { select: { id: true, name: true } },
  version: true,
  conditions: { select: CONDITION_SELECT, orderBy: { recordedAt: 'asc' } },
  project: {
    select: {
      id: true,
      name: true,
      unitId: true,
      investmentWan: true,
      landMu: true,
      rents: true,
      signedFrom: true,
      filing: { select: { filedOn: true } },
      investor: { select: { name: true } },
      unit: { select: { name: true } },
      park: { select: { name: true } },
    },
  },
  screening: {
    select: {
      number: true,
      verdict: true,
      score: true,
      class: true,
      relocation: { select: { formerPlace: true, suspected: true, reason: true } },
      opinions: { select: { answer: true, recusedAt: true, unit: { select: { name: true } } } },
      conditions: { where: { closedOn: null, itemId: null }, select: { id: true } },
      revisions: {
        orderBy: { number: 'asc' },
        take: 200,
        select: { inputs: true, verdict: true, score: true, recordedAt: true },
      },
    },
  },
} satisfies Prisma.ReviewItemSelect

type ItemRow = Prisma.ReviewItemGetPayload<{ select: typeof ITEM_SELECT }>

function itemView(row: ItemRow, context: RequestContext, filingFromWan: number) {
  const { project, screening, decidedAt, conditions, ...item } = row
  const today = businessDay(context.now)
  const asked = screening.opinions.filter(({ recusedAt }) => recusedAt === null)
  return {
    ...item,
    decidedOn: decidedAt && businessDay(decidedAt),
    conditions: conditions.map((one) => conditionView(one, context, today)),
    project: {
      id: project.id,
      name: project.name,
      unitId: project.unitId,
      unit: project.unit.name,
      investor: project.investor?.name ?? null,
      park: project.park?.name ?? null,
      investmentWan: project.investmentWan?.toNumber() ?? null,
      landMu: project.landMu?.toNumber() ?? null,
      rents: project.rents,
    },
    filing: filingState({
      wan: project.investmentWan?.toString() ?? null,
      filingFromWan,
      filedOn: project.filing && toDay(project.filing.filedOn),
      signedOn: project.signedFrom && toDay(project.signedFrom),
    }),
    relocation: screening.relocation?.suspected ? screening.relocation : null,
    number: screening.number,
    verdict: screening.verdict,
    score: screening.score?.toNumber() ?? null,
    class: screening.class,
    opinions: {
      asked: asked.length,
      waiting: asked.filter(({ answer }) => answer === null).map(({ unit }) => unit.name),
      answers: OPINION_ANSWERS.map((answer): [OpinionAnswer, string[]] => [
        answer,
        asked.filter((each) => each.answer === answer).map(({ unit }) => unit.name),
      ]).filter(([, units]) => units.length > 0),
      openConditions: screening.conditions.length,
    },
    promises: promisesChanged(
      screening.revisions.map(({ inputs, verdict, score, recordedAt }) => ({
        inputs: storedInputs(inputs),
        verdict,
        score: score?.toNumber() ?? null,
        at: recordedAt,
        by: '',
      })),
    ),
  }
}

export type AgendaItem = ReturnType<typeof itemView>

/** A meeting with its agenda and what may be done. @throws notFound */
export async function readMeeting(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'meeting.read')
  const row = isId(id)
    ? await database().reviewMeeting.findFirst({
        where: { AND: [{ id }, visibleMeetings(context.actor)] },
        include: {
          park: { select: { name: true, unitId: true } },
          file: { select: { id: true, name: true } },
          items: { select: ITEM_SELECT, orderBy: [{ place: 'asc' }, { id: 'asc' }], take: MOST_ITEMS },
        },
      })
    : null
  if (!row) throw notFound('这次会议')
  const heldOn = toDay(row.heldOn)
  const { quorum, filingFromWan } = await ruleInForce(database(), 'review', heldOn)
  return {
    id: row.id,
    version: row.version,
    values: meetingValues(row),
    name: row.name,
    level: row.level,
    parkId: row.parkId,
    park: row.park?.name ?? null,
    heldOn,
    place: row.place,
    members: row.members,
    attended: row.attended,
    present: membersPresent(row.members, row.attended).length,
    needed: quorumNeeded(row.members.length, quorum),
    quorumFault: quorumFault(row, quorum),
    minutes: row.minutes,
    file: row.file,
    held: heldOn <= businessDay(context.now),
    items: row.items.map((item) => itemView(item, context, filingFromWan)),
    mayManage: can(context.actor, 'meeting.manage', { parkUnitId: row.park?.unitId ?? null }),
  }
}

export type MeetingRecord = Awaited<ReturnType<typeof readMeeting>>

/** What meetings decided about a project, the last first; whoever sees the project reads it. @throws notFound */
export async function decisionsOf(context: RequestContext, screeningId: string | undefined) {
  assertCan(context.actor, 'screening.read')
  const screening = isId(screeningId)
    ? await database().screening.findFirst({
        where: { id: screeningId, project: visibleProjects(context.actor) },
        select: { projectId: true, state: true },
      })
    : null
  if (!screening) throw notFound('这次预审')
  const rows = await database().reviewItem.findMany({
    where: { projectId: screening.projectId },
    orderBy: { meeting: { heldOn: 'desc' } },
    take: 20,
    select: {
      id: true,
      decision: true,
      note: true,
      file: { select: { id: true, name: true } },
      conditions: { select: CONDITION_SELECT, orderBy: { recordedAt: 'asc' } },
      meeting: { select: { id: true, name: true, heldOn: true, park: { select: { unitId: true } } } },
    },
  })
  const today = businessDay(context.now)
  return {
    concluded: screening.state === 'concluded',
    decisions: rows.map(({ meeting, conditions, ...item }) => ({
      ...item,
      conditions: conditions.map((one) => conditionView(one, context, today)),
      meeting: {
        id: meeting.id,
        name: meeting.name,
        heldOn: toDay(meeting.heldOn),
        readable: can(context.actor, 'meeting.read', { parkUnitId: meeting.park?.unitId ?? null }),
      },
    })),
  }
}

export type DecisionsOf = Awaited<ReturnType<typeof decisionsOf>>
