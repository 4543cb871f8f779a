import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import type { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { toDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { Verdict } from '../../domain/rules/rule-set'
import { isAsked, projectsOf, RUNS_KEPT, type RunQuery, type RunVerdict, type Transition } from '../../domain/runs/run'
import { listRuleSets, presetRuleSets } from '../rule-sets'
import { askedSql, resultsSql } from './results-sql'

const SELECT = {
  id: true,
  rules: true,
  evaluatedOn: true,
  state: true,
  total: true,
  done: true,
  failure: true,
  version: true,
  startedAt: true,
  startedById: true,
  movedAt: true,
  endedAt: true,
} satisfies Prisma.ScreeningRunSelect

type StoredRun = Prisma.ScreeningRunGetPayload<{ select: typeof SELECT }>

const named = z.array(z.object({ id: z.string(), name: z.string() }))

async function listedRuns(context: RequestContext, runs: readonly StoredRun[]) {
  const ids = runs.flatMap(({ startedById }) => startedById ?? [])
  const people = await database().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  // How many there are in all is told to whoever sees them all.
  const maySeeAll = can(context.actor, 'screeningRun.manage')
  return runs.map(({ rules, evaluatedOn, startedById, total, done, ...run }) => ({
    ...run,
    ruleSets: named.parse(rules),
    on: toDay(evaluatedOn),
    startedBy: (startedById && names.get(startedById)) || '系统',
    share: total === 0 ? 1 : Math.min(1, done / total),
    counted: maySeeAll ? { total: Math.max(total, done), done } : null,
  }))
}

/** The runs that are kept, the latest first. */
export async function listRuns(context: RequestContext) {
  assertCan(context.actor, 'screeningRun.read')
  const runs = await database().screeningRun.findMany({
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: RUNS_KEPT,
    select: SELECT,
  })
  return listedRuns(context, runs)
}

export type ListedRun = Awaited<ReturnType<typeof listRuns>>[number]

/** The rule sets that a run can be started with; null for whoever may not start one. */
export async function runChoices(context: RequestContext) {
  if (!can(context.actor, 'screeningRun.manage')) return null
  const inUse = (await listRuleSets(context)).filter((set) => set.inUse)
  return {
    ruleSets: inUse.map(({ ruleSet: { id, name } }) => ({ id, name })),
    preset: inUse.length > 0 ? presetRuleSets(inUse) : [],
  }
}

/** A project as a run lists it. */
export interface RunResult {
  id: string
  name: string
  unit: string
  before: Verdict | null
  verdict: RunVerdict
  score: number | null
  class: string | null
  fromRecord: boolean
}

interface Asked {
  where: Prisma.Sql
  limit: number
  offset?: number
}

/** Results of a run in the order of registration; `where` is a condition on `r` and `p`. */
export const readResults = (context: RequestContext, runId: string, { where, limit, offset = 0 }: Asked) =>
  database().$queryRaw<RunResult[]>`
    SELECT f.project_id AS id, f.name, u.name AS unit, f.before::text, f.verdict::text, f.score::float8, f.class,
      f.from_record AS "fromRecord"
    FROM (SELECT r.*, p.name, p.unit_id FROM ${resultsSql(context, runId)} AND ${where}
      ORDER BY r.project_id LIMIT ${limit} OFFSET ${offset}) f JOIN unit u ON u.id = f.unit_id
    ORDER BY f.project_id`

/** A run with what the projects that the actor may see came to, and those asked for, a page of them. @throws notFound */
export async function readRun(
  context: RequestContext,
  id: string,
  { query, page, size }: { query: RunQuery; page: number; size: number },
) {
  const run = await findRun(context, id)
  const [transitions, results] = await Promise.all([
    database().$queryRaw<Transition[]>`
      SELECT r.before::text, r.verdict::text, count(*)::int AS projects,
        count(*) FILTER (WHERE r.from_record)::int AS "fromRecord"
      FROM ${resultsSql(context, id)} GROUP BY r.before, r.verdict`,
    readResults(context, id, { where: askedSql(query), limit: size, offset: (page - 1) * size }),
  ])
  return {
    run,
    transitions,
    results,
    total: projectsOf(transitions, (one) => isAsked(query, one)),
    mayManage: can(context.actor, 'screeningRun.manage'),
  }
}

/** A run alone. @throws forbidden, notFound */
export async function findRun(context: RequestContext, id: string): Promise<ListedRun> {
  assertCan(context.actor, 'screeningRun.read')
  const found = isId(id) ? await database().screeningRun.findUnique({ where: { id }, select: SELECT }) : null
  const [run] = found ? await listedRuns(context, [found]) : []
  if (!run) throw notFound('这次重判')
  return run
}
