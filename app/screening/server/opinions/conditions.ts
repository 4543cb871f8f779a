import type { Prisma } from '~/generated/prisma/client'
import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { unitChoices } from '~/auth/server/list-units'
import { database, transaction, type Tx } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { lockProject } from '~/projects/server/lock'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { AppError, invalid, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { staleEdit } from '~/audit/server/stale-edit'
import { dayToCome } from '~/projects/domain/guards'
import {
  conditionState,
  type ConditionClosing,
  type ConditionInput,
  type ConditionState,
} from '../../domain/opinions/opinion'

export const CONDITION_SELECT = {
  id: true,
  text: true,
  unitId: true,
  unit: { select: { name: true } },
  request: { select: { unitId: true, unit: { select: { name: true } } } },
  item: { select: { meeting: { select: { name: true, park: { select: { unitId: true } } } } } },
  dueOn: true,
  closedOn: true,
  closedNote: true,
  file: { select: { id: true, name: true } },
  version: true,
} satisfies Prisma.ReviewConditionSelect

type Row = Prisma.ReviewConditionGetPayload<{ select: typeof CONDITION_SELECT }>

export function conditionView(row: Row, { actor }: RequestContext, today: Day) {
  const dueOn = row.dueOn && toDay(row.dueOn)
  const closedOn = row.closedOn && toDay(row.closedOn)
  return {
    id: row.id,
    text: row.text,
    unit: { id: row.unitId, name: row.unit.name },
    madeBy: row.request?.unit.name ?? row.item?.meeting.name ?? '',
    dueOn,
    closedOn,
    closedNote: row.closedNote,
    file: row.file,
    state: conditionState({ closedOn, dueOn }, today),
    version: row.version,
    mayClose: can(actor, 'condition.close', subjectOf(row)),
  }
}

export type ConditionView = ReturnType<typeof conditionView>

const subjectOf = ({ unitId, request, item }: Pick<Row, 'unitId' | 'request' | 'item'>) => ({
  unitId,
  madeByUnitId: request?.unitId ?? item?.meeting.park?.unitId ?? null,
})

const WITH_PROJECT = {
  ...CONDITION_SELECT,
  screening: { select: { id: true, number: true, project: { select: { id: true, name: true } } } },
} satisfies Prisma.ReviewConditionSelect

/** One condition with its project. @throws notFound */
export async function readCondition(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'opinion.read')
  const row = isId(id)
    ? await database().reviewCondition.findFirst({
        where: { id, screening: { project: visibleProjects(context.actor) } },
        select: WITH_PROJECT,
      })
    : null
  if (!row) throw notFound('这项条件')
  const { project, ...screening } = row.screening
  const condition = conditionView(row, context, businessDay(context.now))
  const units = condition.mayClose ? await unitChoices(context) : []
  return { condition, screening, project, values: valuesOf(row), units }
}

export interface ConditionQuestion {
  state?: ConditionState
  /** to be fulfilled by this unit, or made by it */
  unitId?: string
  page: number
  limit: number
}

/** Conditions of projects that the actor sees: open ones first, by their last day. */
export async function listConditions(context: RequestContext, { state, unitId, page, limit }: ConditionQuestion) {
  assertCan(context.actor, 'opinion.read')
  const today = businessDay(context.now)
  const where: Prisma.ReviewConditionWhereInput = {
    AND: [state ? inState(state, today) : {}, unitId ? { OR: [{ unitId }, { request: { unitId } }] } : {}],
    screening: { project: { AND: [visibleProjects(context.actor), COUNTED_PROJECTS] } },
  }
  const [total, rows] = await Promise.all([
    database().reviewCondition.count({ where }),
    database().reviewCondition.findMany({
      where,
      orderBy: [
        { closedOn: { sort: 'desc', nulls: 'first' } },
        { dueOn: { sort: 'asc', nulls: 'last' } },
        { id: 'asc' },
      ],
      skip: (page - 1) * limit,
      take: limit,
      select: WITH_PROJECT,
    }),
  ])
  return {
    total,
    items: rows.map((row) => ({ ...conditionView(row, context, today), project: row.screening.project })),
  }
}

export type ListedCondition = Awaited<ReturnType<typeof listConditions>>['items'][number]

function inState(state: ConditionState, today: Day): Prisma.ReviewConditionWhereInput {
  if (state === 'closed') return { closedOn: { not: null } }
  if (state === 'overdue') return { closedOn: null, dueOn: { lt: fromDay(today) } }
  return { closedOn: null }
}

async function lockCondition(tx: Tx, context: RequestContext, id: string | undefined) {
  const found = isId(id)
    ? await tx.reviewCondition.findUnique({ where: { id }, select: { screening: { select: { projectId: true } } } })
    : null
  if (!found) throw notFound('这项条件')
  await lockProject(tx, context, found.screening.projectId, 'screening.read')
  const row = await tx.reviewCondition.findUnique({ where: { id }, select: { ...CONDITION_SELECT, screeningId: true } })
  if (!row) throw notFound('这项条件')
  assertCan(context.actor, 'condition.close', subjectOf(row))
  return row
}

type Locked = Awaited<ReturnType<typeof lockCondition>>

const valuesOf = ({ text, unitId, dueOn }: Pick<Row, 'text' | 'unitId' | 'dueOn'>) => ({
  text,
  unitId,
  dueOn: dueOn && toDay(dueOn),
})

const assertOpen = ({ closedOn }: Locked) => {
  if (closedOn) throw new AppError('conflict', { userMessage: '这项条件已销号，请先重开' })
}

const stale = (tx: Tx, row: Locked) => staleEdit(tx, { what: '这项条件', version: row.version, current: valuesOf(row) })

/** Says anew what is to be fulfilled, by whom and until when. @throws stale (409), conflict once it is closed */
export async function editCondition(
  context: RequestContext,
  { id, version, given }: { id: string | undefined; version: number; given: ConditionInput },
): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockCondition(tx, context, id)
    if (row.version !== version) throw await stale(tx, row)
    assertOpen(row)
    const unit = await tx.unit.findFirst({ where: { id: given.unitId, validTo: null } })
    if (!unit) throw invalidField('unitId', '请从列表中选择')
    await tx.reviewCondition.update({
      where: { id: row.id },
      data: {
        ...given,
        text: given.text ?? row.text,
        dueOn: given.dueOn && fromDay(given.dueOn),
        version: version + 1,
      },
    })
    await recordAudit(tx, context, {
      action: 'condition.edit',
      subjectType: 'screening',
      subjectId: row.screeningId,
      before: { condition: row.text, fulfilledBy: row.unit.name, dueOn: row.dueOn && toDay(row.dueOn) },
      after: { condition: given.text, fulfilledBy: unit.name, dueOn: given.dueOn },
    })
  })
}

interface Closing {
  id: string | undefined
  version: number
  given: ConditionClosing
  file?: EvidenceFile
}

/** 销号: it is fulfilled, with what shows it. @throws stale (409), conflict once it is closed, invalid for a day to come */
export async function closeCondition(context: RequestContext, { id, version, given, file }: Closing): Promise<void> {
  const early = dayToCome('closedOn', given.closedOn, businessDay(context.now))
  if (early.length > 0) throw invalid(early)
  await transaction(async (tx) => {
    const row = await lockCondition(tx, context, id)
    assertOpen(row)
    if (row.version !== version) throw await stale(tx, row)
    await tx.reviewCondition.update({
      where: { id: row.id },
      data: {
        closedOn: fromDay(given.closedOn),
        closedNote: given.closedNote,
        closedById: context.actor.userId,
        fileId: await notePaper(tx, context, file),
        version: version + 1,
      },
    })
    await recordAudit(tx, context, {
      action: 'condition.close',
      subjectType: 'screening',
      subjectId: row.screeningId,
      after: { condition: row.text, closedOn: given.closedOn, closedNote: given.closedNote },
    })
  })
}

/** It was closed by mistake: it is open again, and the log keeps what was said. */
export async function reopenCondition(context: RequestContext, id: string | undefined): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockCondition(tx, context, id)
    if (!row.closedOn) throw new AppError('conflict', { userMessage: '这项条件没有销号' })
    await tx.reviewCondition.update({
      where: { id: row.id },
      data: { closedOn: null, closedNote: null, closedById: null, fileId: null, version: row.version + 1 },
    })
    await recordAudit(tx, context, {
      action: 'condition.reopen',
      subjectType: 'screening',
      subjectId: row.screeningId,
      before: { condition: row.text, closedOn: toDay(row.closedOn), closedNote: row.closedNote },
    })
  })
}
