import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { Prisma } from '~/generated/prisma/client'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { dayOf } from '~/shared/day'
import {
  PLAN_YEARS,
  SUPPLIED_UNDATED,
  type PlanField,
  type PlanInput,
  type PlanPart,
  type YearOfLand,
} from '../../domain/plan/plan'
import { QUOTA_SOURCES, type QuotaSource } from '../../domain/plot'
import { listPlots } from '../plots'
import { suppliedInSql } from '../status/status-on-sql'

const { sql } = Prisma

/** Years from `first` on: what is planned, what was supplied so far, and what signed projects ask for. */
export async function yearsOfLand(context: RequestContext, first: number): Promise<YearOfLand[]> {
  assertCan(context.actor, 'plot.read')
  const years = Array.from({ length: PLAN_YEARS }, (_, at) => first + at)
  const [plans, supplied, asked] = await Promise.all([
    database().landPlan.findMany({ where: { year: { in: years } }, include: { parts: true } }),
    suppliedBySource(years),
    askedByYear(context, years),
  ])
  return years.map((year) => {
    const plan = plans.find((each) => each.year === year)
    return {
      year,
      document: plan?.document ?? null,
      plan: plan ? plan.parts.map(partOf) : null,
      supplied: supplied.filter((each) => each.year === year).map(({ source, mu, plots }) => ({ source, mu, plots })),
      asked: asked.get(year) ?? { mu: 0, projects: 0, unknown: 0 },
    }
  })
}

/** Plots that are 供而未用 since a day that nobody knows: they count in no year. */
export async function suppliedUndated(context: RequestContext): Promise<number> {
  const { total } = await listPlots(context, { filter: SUPPLIED_UNDATED, limit: 1 })
  return total
}

type StoredPart = NonNullable<Awaited<ReturnType<typeof readPlan>>>['parts'][number]

const partOf = ({ source, reserveMu, supplyMu }: StoredPart): PlanPart => ({
  source,
  reserveMu: Number(reserveMu),
  supplyMu: Number(supplyMu),
})

function suppliedBySource(years: readonly number[]) {
  return database().$queryRaw<{ year: number; source: QuotaSource | null; mu: number; plots: number }[]>(sql`
    SELECT asked.year, t.quota_source AS source, sum(t.area_mu)::float8 AS mu, count(*)::int AS plots
    FROM unnest(${[...years]}::int[]) asked(year) JOIN plot t ON ${suppliedInSql(sql`asked.year`)}
    WHERE t.retired_on IS NULL GROUP BY asked.year, t.quota_source`)
}

async function askedByYear(context: RequestContext, years: readonly number[]) {
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const rows = await database().$queryRaw<({ year: number } & YearOfLand['asked'])[]>(sql`
    SELECT extract(year FROM p.signed_from)::int AS year, coalesce(sum(p.land_mu), 0)::float8 AS mu,
      count(*)::int AS projects, (count(*) FILTER (WHERE p.land_mu IS NULL))::int AS unknown
    FROM project p WHERE ${countedSql} AND ${visibleProjectsSql(context.actor)}
      AND p.signed_from BETWEEN ${dayOf(first, 1, 1)}::date AND ${dayOf(last, 12, 31)}::date
    GROUP BY 1`)
  return new Map(rows.map(({ year, ...asked }) => [year, asked]))
}

/** The plan of a year as its form holds it; version 0 where there is none yet. */
export async function editablePlan(context: RequestContext, year: number) {
  assertCan(context.actor, 'land.plan')
  const plan = await readPlan(database(), year)
  return { year, version: plan?.version ?? 0, values: valuesOf(plan) }
}

/** Sets the plan of a year as seen in `version`; 0: there was none. @throws stale (409) with both versions */
export const setPlan = (context: RequestContext, input: PlanInput & { year: number }): Promise<void> =>
  transaction((tx) => setPlanWithin(tx, context, input))

/** The same within a transaction. */
export async function setPlanWithin(
  tx: Tx,
  context: RequestContext,
  { year, version, document, ...mu }: PlanInput & { year: number },
): Promise<void> {
  assertCan(context.actor, 'land.plan')
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('land_plan'), ${year}::int)::text`
  const before = await readPlan(tx, year)
  if ((before?.version ?? 0) !== version) {
    const subject = before ? ({ type: 'landPlan', id: before.id } as const) : undefined
    throw await staleEdit(tx, {
      subject,
      what: '这一年的计划',
      version: before?.version ?? 0,
      current: valuesOf(before),
    })
  }
  const data = { document, version: version + 1, recordedAt: context.now, recordedById: context.actor.userId }
  const { id } = before
    ? await tx.landPlan.update({ where: { year }, data, select: { id: true } })
    : await tx.landPlan.create({ data: { year, ...data }, select: { id: true } })
  await tx.landPlanPart.deleteMany({ where: { planId: id } })
  await tx.landPlanPart.createMany({
    data: QUOTA_SOURCES.map((source) => ({
      planId: id,
      source,
      reserveMu: mu[`${source}ReserveMu`],
      supplyMu: mu[`${source}SupplyMu`],
    })),
  })
  await recordAudit(tx, context, {
    action: 'land.plan',
    subjectType: 'landPlan',
    subjectId: id,
    before: before ? valuesOf(before) : undefined,
    after: valuesOf(await readPlan(tx, year)),
  })
}

const readPlan = (db: Db, year: number) => db.landPlan.findUnique({ where: { year }, include: { parts: true } })

function valuesOf(plan: Awaited<ReturnType<typeof readPlan>>): Record<PlanField | 'document', string | null> {
  const part = (source: QuotaSource) => plan?.parts.find((each) => each.source === source)
  const mu = QUOTA_SOURCES.flatMap((source): [PlanField, string | null][] => [
    [`${source}ReserveMu`, part(source)?.reserveMu.toString() ?? null],
    [`${source}SupplyMu`, part(source)?.supplyMu.toString() ?? null],
  ])
  return { document: plan?.document ?? null, ...Object.fromEntries(mu) } as Record<
    PlanField | 'document',
    string | null
  >
}
