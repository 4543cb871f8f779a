import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { planarOf } from '../../domain/ground'
import { adjoin } from '../../domain/geometry/adjoin'
import type { Position } from '../../domain/geometry/shape'
import type { Demand, DemandInput } from '../../domain/matching/demand'
import { judge, rank, shortfallsOf, type Match, type NearMatch, type Shortfall } from '../../domain/matching/match'
import {
  floorOfferOf,
  floorOffers,
  isFloors,
  offerOf,
  SHORT_AT_MOST,
  WHOLE_AT_MOST,
  type FloorOffer,
  type OfferedFloor,
  type OfferedPlot,
  type PlotOffer,
} from '../../domain/matching/offer'
import type { ListedPlot } from '../../domain/plot'
import { BOX, inLedgerSql, takesSql } from '../plot-filter-sql'

const { sql } = Prisma

/** How many of each kind are looked at, and how many are shown. */
const WHOLE_LOOKED_AT = 600
const LARGER_LOOKED_AT = 300
const PAIRS_LOOKED_AT = 60
const FLOORS_LOOKED_AT = 1000
const SHOWN = 20
/** So that floors, which go first, leave room for plots. */
const FLOORS_SHOWN = 10
const NEARLY_SHOWN = 5
const PROJECTS_SHOWN = 10

export interface PlotMatches {
  project: { id: string; name: string }
  /** null: neither the record nor the asker says how much land or floor */
  demand: Demand | null
  fits: Match[]
  /** what misses one thing only */
  nearly: NearMatch[]
}

/** Plots and floors for a project, ranked, each with its reasons. @throws forbidden, notFound */
export async function plotMatches(
  context: RequestContext,
  projectId: string | undefined,
  asked: Partial<DemandInput>,
): Promise<PlotMatches> {
  assertCan(context.actor, 'plot.read')
  const { project, demand } = await demandOf(context, projectId, asked)
  if (!demand) return { project, demand, fits: [], nearly: [] }
  const [weights, plots, floors] = await Promise.all([
    ruleInForce(database(), 'plotMatching', businessDay(context.now)),
    plotOffersFor(context, demand),
    floorOffersFor(demand),
  ])
  const { fits, nearly } = rank([...plots, ...floors], demand, weights)
  let floorsLeft = FLOORS_SHOWN
  const shown = fits.filter(({ offer }) => !isFloors(offer) || floorsLeft-- > 0)
  return { project, demand, fits: shown.slice(0, SHOWN), nearly: nearly.slice(0, NEARLY_SHOWN) }
}

async function plotOffersFor(context: RequestContext, { mu, parkId }: Demand): Promise<PlotOffer[]> {
  if (mu === null) return []
  const [singles, pairs] = await Promise.all([singlesFor(context, mu), pairsFor(context, mu, parkId)])
  return [...singles.map((plot) => offerOf([plot], mu)), ...pairs]
}

/** Floors that nobody rents; those that are being built are told of too. */
async function floorOffersFor({ m2 }: Demand): Promise<FloorOffer[]> {
  if (m2 === null) return []
  const floors = await database().$queryRaw<OfferedFloor[]>(sql`
    SELECT ${offeredFloorSql} FROM factory_unit f JOIN park k ON k.id = f.park_id
    WHERE NOT EXISTS (SELECT FROM factory_lease l WHERE l.unit_id = f.id AND l.ended_on IS NULL)
    ORDER BY abs(f.area_m2 - ${m2}::numeric), f.id LIMIT ${FLOORS_LOOKED_AT}`)
  return floorOffers(floors, m2)
}

const offeredFloorSql = sql`
  f.id, f.building, f.floor, f.area_m2::float8 AS "areaM2", f.height_m::float8 AS "heightM",
  f.rent_yuan::float8 AS "rentYuan", f.under_construction AS "underConstruction", f.done_on::text AS "doneOn",
  jsonb_build_object('id', k.id, 'name', k.name, 'chains', k.chains,
    'minIntensityWanPerMu', k.min_intensity_wan_per_mu::float8) AS park,
  (SELECT jsonb_build_object('kind', r.kind, 'measure', r.measure) FROM revival r
    WHERE r.factory_id = f.id AND r.closed_on IS NULL) AS revival`

export interface OffersJudged {
  project: PlotMatches['project']
  /** by the ids of plots and floors */
  fits: Map<string, Match>
  shortfalls: Map<string, Shortfall[]>
}

/** How these plots and floors do for a project, each taken by itself. */
export async function offersJudged(
  context: RequestContext,
  projectId: string,
  { plotIds, floorIds }: { plotIds: readonly string[]; floorIds: readonly string[] },
): Promise<OffersJudged> {
  const { project, demand } = await demandOf(context, projectId, {})
  const judged: OffersJudged = { project, fits: new Map(), shortfalls: new Map() }
  if (!demand) return judged
  const { mu, m2 } = demand
  const [weights, plots, floors] = await Promise.all([
    ruleInForce(database(), 'plotMatching', businessDay(context.now)),
    mu === null
      ? []
      : database().$queryRaw<OfferedPlot[]>(sql`
          SELECT ${offeredSql(context)} FROM plot t LEFT JOIN park k ON k.id = t.park_id
          WHERE t.id = ANY(${[...plotIds]}::uuid[]) AND (${TO_SUPPLY} OR ${inLedgerSql})`),
    m2 === null
      ? []
      : database().$queryRaw<OfferedFloor[]>(sql`
          SELECT ${offeredFloorSql} FROM factory_unit f JOIN park k ON k.id = f.park_id
          WHERE f.id = ANY(${[...floorIds]}::uuid[])`),
  ])
  const offers = [
    ...plots.map((plot) => ({ id: plot.id, offer: offerOf([plot], mu ?? plot.areaMu) })),
    ...floors.map((floor) => ({ id: floor.id, offer: floorOfferOf([floor], m2 ?? floor.areaM2) })),
  ]
  for (const { id, offer } of offers) {
    const shortfalls = shortfallsOf(offer, demand)
    if (shortfalls.length === 0) judged.fits.set(id, judge(offer, demand, weights))
    else judged.shortfalls.set(id, shortfalls)
  }
  return judged
}

async function demandOf(context: RequestContext, projectId: string | undefined, asked: Partial<DemandInput>) {
  const [project] = isId(projectId)
    ? await database().$queryRaw<
        {
          id: string
          name: string
          landMu: number | null
          floorM2: number | null
          rents: boolean
          parkId: string | null
          chain: string | null
          investmentWan: number | null
        }[]
      >`
        SELECT p.id, p.name, p.land_mu::float8 AS "landMu", p.floor_m2::float8 AS "floorM2", p.rents,
          p.park_id AS "parkId", p.chain, p.investment_wan::float8 AS "investmentWan"
        FROM project p WHERE p.id = ${projectId}::uuid AND ${countedSql} AND ${visibleProjectsSql(context.actor)}`
    : []
  if (!project) throw notFound('这个项目')
  const { id, name, landMu, floorM2, rents, parkId, chain, investmentWan } = project
  // Land that is written with a rented factory is none that it asks for.
  const mu = asked.mu ?? (rents ? null : landMu)
  const m2 = asked.m2 ?? floorM2
  const demand: Demand | null =
    mu || m2
      ? {
          mu,
          m2,
          landUses: asked.landUse ?? [],
          parkId: asked.park ?? parkId,
          chain,
          investmentWan: asked.investmentWan ?? investmentWan,
        }
      : null
  return { project: { id, name }, demand }
}

/** Not yet supplied, so that it may be given. */
const TO_SUPPLY = sql`t.retired_on IS NULL AND t.status IN ('planned', 'approvedNotAcquired', 'acquiredNotSupplied')`

const offeredSql = ({ now }: RequestContext) => sql`
  t.id, t.code, t.name, t.land_use_code AS "landUseCode", t.quota_source AS "quotaSource", t.status,
  t.area_mu::float8 AS "areaMu",
  CASE WHEN k.id IS NULL THEN NULL ELSE jsonb_build_object('id', k.id, 'name', k.name, 'chains', k.chains,
    'minIntensityWanPerMu', k.min_intensity_wan_per_mu::float8) END AS park,
  (SELECT a.until::text FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(businessDay(now))}) AS "heldUntil",
  (SELECT jsonb_build_object('kind', r.kind, 'measure', r.measure) FROM revival r
    WHERE r.plot_id = t.id AND r.closed_on IS NULL) AS revival`

/** A plot that is listed or supplied is nobody's to wait for, unless it is to be revived. */
const toBeHad = ({ now }: RequestContext) =>
  sql`${inLedgerSql} OR NOT EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND a.state <> 'held' AND ${takesSql(businessDay(now))})`

/** Plots that are near the wanted area, and larger ones of which a part could be cut: the readiest first. */
function singlesFor(context: RequestContext, mu: number): Promise<OfferedPlot[]> {
  return database().$queryRaw<OfferedPlot[]>(sql`
    SELECT ${offeredSql(context)} FROM (
      (SELECT t.* FROM plot t
        WHERE ${TO_SUPPLY} AND t.area_mu BETWEEN ${mu / 2}::numeric AND ${mu * WHOLE_AT_MOST}::numeric
        ORDER BY abs(t.area_mu - ${mu}::numeric) LIMIT ${WHOLE_LOOKED_AT})
      UNION ALL
      (SELECT t.* FROM plot t WHERE ${TO_SUPPLY} AND t.area_mu > ${mu * WHOLE_AT_MOST}::numeric
        ORDER BY t.area_mu LIMIT ${LARGER_LOOKED_AT})
      UNION ALL
      (SELECT t.* FROM revival r JOIN plot t ON t.id = r.plot_id
        WHERE r.closed_on IS NULL AND t.retired_on IS NULL AND NOT (${TO_SUPPLY}) AND t.area_mu >= ${mu / 2}::numeric
        ORDER BY abs(t.area_mu - ${mu}::numeric) LIMIT ${LARGER_LOOKED_AT})
    ) t LEFT JOIN park k ON k.id = t.park_id WHERE ${toBeHad(context)}`)
}

/** Of pairs the larger plots that neighbours are looked for of. */
const LARGER_OF_PAIRS = 600

interface DrawnPlot extends OfferedPlot {
  drawing: { epsg: number; rings: Position[][][] }
}

/** Two free plots of one park that adjoin and together have about the wanted area. */
async function pairsFor(context: RequestContext, mu: number, parkId: string | null): Promise<PlotOffer[]> {
  const least = mu * (1 - SHORT_AT_MOST)
  const isFree = sql`NOT EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(businessDay(context.now))})`
  const pairs = await database().$queryRaw<{ one: string; other: string }[]>(sql`
    WITH larger AS MATERIALIZED (
      SELECT t.id, t.park_id, t.source_epsg, t.area_mu, ${BOX} AS bounds FROM plot t
      WHERE ${TO_SUPPLY} AND t.min_lon IS NOT NULL
        AND t.area_mu >= ${least / 2}::numeric AND t.area_mu < ${least}::numeric
        AND ${parkId === null ? sql`t.park_id IS NOT NULL` : sql`t.park_id = ${parkId}::uuid`} AND ${isFree}
      ORDER BY t.area_mu DESC, t.id LIMIT ${LARGER_OF_PAIRS})
    SELECT one.id AS one, t.id AS other FROM larger one JOIN plot t
      ON ${BOX} && one.bounds AND t.park_id = one.park_id AND t.source_epsg = one.source_epsg
        AND (t.area_mu, t.id) < (one.area_mu, one.id)
        AND one.area_mu + t.area_mu BETWEEN ${least}::numeric AND ${mu * WHOLE_AT_MOST}::numeric
    WHERE ${TO_SUPPLY} AND ${isFree}
    ORDER BY abs(one.area_mu + t.area_mu - ${mu}::numeric), one.id, t.id LIMIT ${PAIRS_LOOKED_AT}`)
  const plots = await database().$queryRaw<DrawnPlot[]>(sql`
    SELECT ${offeredSql(context)}, jsonb_build_object('epsg', t.source_epsg, 'rings', t.source_geometry) AS drawing
    FROM plot t LEFT JOIN park k ON k.id = t.park_id
    WHERE t.id = ANY(${pairs.flatMap(({ one, other }) => [one, other])}::uuid[])`)
  const byId = new Map(plots.map(({ drawing, ...plot }) => [plot.id, { plot, shape: shapeOf(drawing) }]))
  return pairs.flatMap((pair) => {
    const [one, other] = [byId.get(pair.one), byId.get(pair.other)]
    return one && other && adjoin(one.shape, other.shape) ? [offerOf([one.plot, other.plot], mu)] : []
  })
}

const shapeOf = ({ epsg, rings }: DrawnPlot['drawing']) =>
  planarOf(
    rings.map((polygon) => polygon.map((ring) => ring.slice(0, -1))),
    epsg,
  )

export interface ProjectForPlot {
  id: string
  name: string
  /** 亩 */
  landMu: number
  stage: string
  /** the plot as it is, or a part of it */
  kind: 'whole' | 'part'
}

/** Projects in negotiation up to signing that ask for a plot's area, or for a part of it, and have no plot yet. */
export async function projectsForPlot(
  context: RequestContext,
  { areaMu, landUseCode }: Pick<ListedPlot, 'areaMu' | 'landUseCode'>,
): Promise<ProjectForPlot[]> {
  assertCan(context.actor, 'plot.read')
  if (areaMu <= 0 || landUseCode === null) return []
  const asking = sql`${countedSql} AND ${visibleProjectsSql(context.actor)} AND p.status = 'active'
    AND p.stage IN ('negotiating', 'screening', 'approved', 'signed') AND NOT p.rents AND NOT p.own_land
    AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.project_id = p.id AND ${takesSql(businessDay(context.now))})`
  const found = sql`SELECT p.id, p.name, p.land_mu, p.stage FROM project p WHERE ${asking}`
  // The nearest from either side, so that an index by area ends the search.
  return database().$queryRaw<ProjectForPlot[]>(sql`
    SELECT p.id, p.name, p.land_mu::float8 AS "landMu", p.stage,
      CASE WHEN p.land_mu * ${WHOLE_AT_MOST}::numeric >= ${areaMu}::numeric THEN 'whole' ELSE 'part' END AS kind
    FROM (
      (${found} AND p.land_mu BETWEEN ${areaMu / 10}::numeric AND ${areaMu}::numeric
        ORDER BY p.land_mu DESC LIMIT ${PROJECTS_SHOWN})
      UNION ALL
      (${found} AND p.land_mu > ${areaMu}::numeric AND p.land_mu <= ${areaMu / (1 - SHORT_AT_MOST)}::numeric
        ORDER BY p.land_mu LIMIT ${PROJECTS_SHOWN})
    ) p ORDER BY abs(p.land_mu - ${areaMu}::numeric), p.id LIMIT ${PROJECTS_SHOWN}`)
}
