import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { projectSubject, SUBJECT_SELECT, visibleProjects } from '~/projects/server/visibility'
import { readProject } from '~/projects/server/read'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { CANDIDATES } from '../domain/comparison'
import { promisesChanged } from '../domain/promises'
import type { ScreeningFilter } from '../domain/screening'
import { listRuleSets, presetRuleSets, ruleSetChoice } from './rule-sets'
import { screeningValues } from './save-screening'
import { judged, STORED_SELECT, storedInputs } from './stored-screening'

const WITH_PROJECT = {
  ...STORED_SELECT,
  project: { select: { ...SUBJECT_SELECT, name: true, mergedIntoId: true, voidedAt: true } },
} satisfies Prisma.ScreeningSelect

/** One screening with its result, what was promised before, and what the actor may do. @throws notFound */
export async function readScreening(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'screening.read')
  if (!isId(id)) throw notFound('这次预审')
  const row = await database().screening.findFirst({
    where: { id, project: visibleProjects(context.actor) },
    select: WITH_PROJECT,
  })
  if (!row) throw notFound('这次预审')
  const { project, number, depth, state, version, recordedAt, concludedAt } = row
  const subject = await projectSubject(database(), project)
  const stands = project.mergedIntoId === null && project.voidedAt === null
  return {
    id,
    project: { id: project.id, name: project.name },
    number,
    depth,
    state,
    version,
    recordedAt,
    concludedAt,
    ...judged(row),
    promises: await promisesOf(id),
    may: {
      edit: stands && state === 'draft' && can(context.actor, 'screening.edit', subject),
      conclude: stands && can(context.actor, 'screening.conclude', subject),
    },
  }
}

/** Screenings side by side, in the order asked; those that the actor may not see are not there. */
export async function readCandidates(context: RequestContext, asked: readonly string[]) {
  assertCan(context.actor, 'screening.read')
  const ids = [...new Set(asked.filter(isId))]
  const shown = ids.slice(0, CANDIDATES)
  const rows = await database().screening.findMany({
    where: { id: { in: shown }, project: visibleProjects(context.actor) },
    select: { ...STORED_SELECT, project: { select: { name: true } } },
  })
  const candidates = shown.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) return []
    const { inputs, evaluation } = judged(row)
    return [{ id, project: row.project, number: row.number, inputs, evaluation }]
  })
  return { candidates, leftOut: ids.length - shown.length }
}

/** A screening is filled in a few dozen times at most. */
const REVISIONS = 200

async function promisesOf(screeningId: string) {
  const rows = await database().screeningRevision.findMany({
    where: { screeningId },
    orderBy: { number: 'asc' },
    take: REVISIONS,
  })
  const ids = [...new Set(rows.flatMap(({ recordedById }) => recordedById ?? []))]
  const people = await database().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(people.map((person) => [person.id, person.name]))
  return promisesChanged(
    rows.map(({ inputs, verdict, score, recordedAt, recordedById }) => ({
      inputs: storedInputs(inputs),
      verdict,
      score: score === null ? null : Number(score),
      at: recordedAt,
      by: (recordedById && names.get(recordedById)) || '系统',
    })),
  )
}

interface Asked extends ScreeningFilter {
  projectId?: string
}

export interface ScreeningQuery extends Asked {
  page: number
  limit: number
}

/** Screenings that the actor may see and that are asked for. */
export function screeningsWhere(
  context: RequestContext,
  { projectId, verdict, state, q }: Asked,
): Prisma.ScreeningWhereInput {
  assertCan(context.actor, 'screening.read')
  return {
    verdict,
    state,
    project: {
      AND: [
        visibleProjects(context.actor),
        { mergedIntoId: null, voidedAt: null },
        projectId ? { id: projectId } : {},
        q ? { name: { contains: q } } : {},
      ],
    },
  }
}

/** Screenings that the actor may see, the last touched first. */
export async function listScreenings(context: RequestContext, { page, limit, ...asked }: ScreeningQuery) {
  const where = screeningsWhere(context, asked)
  const [total, rows] = await Promise.all([
    database().screening.count({ where }),
    database().screening.findMany({
      where,
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * limit,
      take: limit,
      select: {
        id: true,
        number: true,
        depth: true,
        state: true,
        verdict: true,
        score: true,
        class: true,
        ruleSetIds: true,
        recordedAt: true,
        project: { select: { id: true, name: true, unit: { select: { name: true } } } },
      },
    }),
  ])
  return {
    total,
    items: rows.map(({ score, project, class: efficiency, ...row }) => ({
      ...row,
      class: efficiency,
      score: score === null ? null : Number(score),
      project: { id: project.id, name: project.name },
      unit: project.unit.name,
    })),
  }
}

/** What filling in starts from. @throws notFound; forbidden; conflict once it is concluded */
export async function editableScreening(context: RequestContext, id: string | undefined) {
  const { project, number, depth, state, version, inputs, dossier, ruleSets, may } = await readScreening(context, id)
  if (state === 'concluded') throw new AppError('conflict', { userMessage: '这次预审已出具结论，需由招商局重开后再改' })
  if (!may.edit) throw new AppError('forbidden', { userMessage: '只有登记单位、专班和招商局能填写' })
  const known = await listRuleSets(context)
  return {
    id: id ?? '',
    project,
    number,
    depth,
    version,
    values: screeningValues(
      { inputs, dossier },
      ruleSets.map((set) => set.id),
    ),
    chosen: ruleSets,
    ruleSets: known.map(ruleSetChoice),
  }
}

/** Of how many screenings a record tells. */
const LATEST = 3

/** The latest screenings of a project that the actor sees, for its record. */
export async function latestScreenings(context: RequestContext, projectId: string) {
  const [{ items }, mayStart] = await Promise.all([
    listScreenings(context, { projectId, page: 1, limit: LATEST }),
    mayStartOn(context, projectId),
  ])
  return { rows: items, mayStart }
}

async function mayStartOn(context: RequestContext, projectId: string): Promise<boolean> {
  const select = { ...SUBJECT_SELECT, voidedAt: true, mergedIntoId: true }
  const project = await database().project.findUniqueOrThrow({ where: { id: projectId }, select })
  if (project.voidedAt !== null || project.mergedIntoId !== null) return false
  return can(context.actor, 'screening.edit', await projectSubject(database(), project))
}

/** The screenings of one project, and what a new one would start from. @throws notFound */
export async function screeningsOfProject(context: RequestContext, projectId: string) {
  assertCan(context.actor, 'screening.read')
  const found = await readProject(context, projectId)
  const [{ items }, ruleSets, mayStart] = await Promise.all([
    listScreenings(context, { projectId: found.id, page: 1, limit: 100 }),
    listRuleSets(context),
    mayStartOn(context, found.id),
  ])
  return {
    project: { id: found.id, name: found.name },
    items,
    ruleSets: ruleSets.map(ruleSetChoice),
    preset: presetRuleSets(ruleSets, { industryCode: found.industryCode ?? undefined, parkId: found.park?.id }),
    mayStart,
  }
}
