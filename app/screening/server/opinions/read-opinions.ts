import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { loadWorkCalendar } from '~/calendar/server/work-calendar'
import { database } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { projectSubject, SUBJECT_SELECT, visibleProjects } from '~/projects/server/visibility'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { addWorkingDays, dueDay, type WorkCalendar } from '~/shared/working-days'
import { answeredLate, opinionState, type OpinionState } from '../../domain/opinions/opinion'
import { opinionValues } from './answer-opinion'
import { CONDITION_SELECT, conditionView } from './conditions'

const OPINION_SELECT = {
  id: true,
  screeningId: true,
  unitId: true,
  unit: { select: { name: true } },
  question: true,
  workingDays: true,
  askedOn: true,
  answer: true,
  text: true,
  answeredAt: true,
  answeredById: true,
  file: { select: { id: true, name: true } },
  recusedAt: true,
  recusalReason: true,
  version: true,
  recusals: { select: { userId: true, reason: true } },
  conditions: { select: CONDITION_SELECT, orderBy: { recordedAt: 'asc' } },
} satisfies Prisma.OpinionRequestSelect

type Row = Prisma.OpinionRequestGetPayload<{ select: typeof OPINION_SELECT }>

interface Seen {
  context: RequestContext
  calendar: WorkCalendar
  today: Day
  nameOf: (id: string | null) => string
}

function opinionView(row: Row, { context, calendar, today, nameOf }: Seen) {
  const askedOn = toDay(row.askedOn)
  const { day: due, estimated } = dueDay(calendar, askedOn, { workingDays: row.workingDays })
  const answeredOn = row.answeredAt && businessDay(row.answeredAt)
  const subject = { unitId: row.unitId, recusedUserIds: row.recusals.map(({ userId }) => userId) }
  const state = opinionState({ answer: row.answer, recused: row.recusedAt !== null, due }, today)
  const mayAnswer = state !== 'recused' && can(context.actor, 'opinion.answer', subject)
  return {
    id: row.id,
    unit: { id: row.unitId, name: row.unit.name },
    question: row.question,
    workingDays: row.workingDays,
    askedOn,
    due,
    /** the due day leans on a year whose list is not published yet */
    estimated,
    state,
    answer: row.answer,
    text: row.text,
    answeredOn,
    answeredBy: row.answeredAt && nameOf(row.answeredById),
    late: answeredLate({ due }, answeredOn),
    file: row.file,
    recusalReason: row.recusalReason,
    recusals: row.recusals.map(({ userId, reason }) => ({ name: nameOf(userId), reason })),
    conditions: row.conditions.map((one) => conditionView(one, context, today)),
    version: row.version,
    mayAnswer,
  }
}

export type OpinionView = ReturnType<typeof opinionView>

async function views(context: RequestContext, rows: readonly Row[]): Promise<OpinionView[]> {
  const [calendar, nameOf] = await Promise.all([
    loadWorkCalendar(),
    userNames(rows.flatMap(({ answeredById, recusals }) => [answeredById, ...recusals.map(({ userId }) => userId)])),
  ])
  const seen = { context, calendar, nameOf, today: businessDay(context.now) }
  return rows.map((row) => opinionView(row, seen))
}

/** A project is asked about by a few dozen departments at most. */
const MOST = 100

/** The opinions on a screening in the order in which they were asked for. @throws notFound */
export async function opinionsOf(context: RequestContext, screeningId: string | undefined) {
  assertCan(context.actor, 'screening.read')
  const screening = isId(screeningId)
    ? await database().screening.findFirst({
        where: { id: screeningId, project: visibleProjects(context.actor) },
        select: { id: true, project: { select: { ...SUBJECT_SELECT, mergedIntoId: true, voidedAt: true } } },
      })
    : null
  if (!screening) throw notFound('这次预审')
  const rows = await database().opinionRequest.findMany({
    where: { screeningId: screening.id },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: MOST,
    select: OPINION_SELECT,
  })
  const { project } = screening
  const stands = project.mergedIntoId === null && project.voidedAt === null
  return {
    screeningId: screening.id,
    opinions: await views(context, rows),
    mayAsk: stands && can(context.actor, 'opinion.ask', await projectSubject(database(), project)),
  }
}

export type OpinionsOf = Awaited<ReturnType<typeof opinionsOf>>

/** One request with its project, and what its form holds. @throws notFound */
export async function readOpinion(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'opinion.read')
  const row = isId(id)
    ? await database().opinionRequest.findFirst({
        where: { id, screening: { project: visibleProjects(context.actor) } },
        select: {
          ...OPINION_SELECT,
          screening: {
            select: { id: true, number: true, project: { select: { id: true, name: true, unitId: true } } },
          },
        },
      })
    : null
  if (!row) throw notFound('这份征求意见')
  const [opinion] = await views(context, [row])
  if (!opinion) throw notFound('这份征求意见')
  const { id: screeningId, number, project } = row.screening
  const values = { ...opinionValues(row), conditionUnitId: project.unitId }
  const mayWithdraw = row.answer === null && row.recusedAt === null && can(context.actor, 'opinion.ask')
  return {
    opinion,
    values,
    screening: { id: screeningId, number },
    project,
    mayWithdraw,
    ofOwnUnit: context.actor.unitId === row.unitId,
  }
}

export interface OpinionQuestion {
  state?: OpinionState
  unitId?: string
  /** name of the project holds it */
  q?: string
  page: number
  limit: number
}

/** Requests about projects that the actor sees: those that wait first, the oldest above. */
export async function listOpinions(context: RequestContext, { state, unitId, q, page, limit }: OpinionQuestion) {
  assertCan(context.actor, 'opinion.read')
  const where: Prisma.OpinionRequestWhereInput = {
    AND: [state ? await inState(state, businessDay(context.now)) : {}],
    unitId,
    screening: {
      project: { AND: [visibleProjects(context.actor), COUNTED_PROJECTS, q ? { name: { contains: q } } : {}] },
    },
  }
  const [total, rows] = await Promise.all([
    database().opinionRequest.count({ where }),
    database().opinionRequest.findMany({
      where,
      orderBy: [{ answeredAt: { sort: 'desc', nulls: 'first' } }, { askedOn: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * limit,
      take: limit,
      select: { ...OPINION_SELECT, screening: { select: { project: { select: { id: true, name: true } } } } },
    }),
  ])
  const shown = await views(context, rows)
  const projects = new Map(rows.map(({ id, screening }) => [id, screening.project]))
  return { total, items: shown.map((view) => ({ ...view, project: projects.get(view.id) ?? { id: '', name: '' } })) }
}

export type ListedOpinion = Awaited<ReturnType<typeof listOpinions>>['items'][number]

/**
 * A state as a condition of the query; who asks for what waits means what is overdue too. The last day of n working days lies before today when it was asked before the
 * n-th working day before today.
 */
export async function inState(state: OpinionState, today: Day): Promise<Prisma.OpinionRequestWhereInput> {
  if (state === 'recused') return { recusedAt: { not: null } }
  if (state === 'answered') return { recusedAt: null, answer: { not: null } }
  const open = { recusedAt: null, answer: null }
  if (state === 'waiting') return open
  const [calendar, terms] = await Promise.all([
    loadWorkCalendar(),
    database().opinionRequest.findMany({ where: open, distinct: ['workingDays'], select: { workingDays: true } }),
  ])
  const late = terms.map(({ workingDays }) => ({
    workingDays,
    askedOn: { lt: fromDay(addWorkingDays(calendar, today, -workingDays).day) },
  }))
  return { ...open, OR: late }
}
