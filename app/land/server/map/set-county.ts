import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { areaOf, type Shape } from '../../domain/geometry/shape'
import { geometryOf, shapeOfGeometry } from '../../domain/formats/geojson'
import { planarOf } from '../../domain/ground'
import { figureOf, type Figure } from '../../domain/figure'

const LON_LAT = 4490
const M2_PER_KM2 = 1_000_000

export interface CountyBoundary {
  id: string
  /** the file that it was taken from */
  name: string
  loadedAt: Date
  /** km² */
  areaKm2: number
  parts: number
  figure: Figure
}

/** The boundary of the county; null where none is loaded. @throws forbidden */
export async function countyBoundary(context: RequestContext): Promise<CountyBoundary | null> {
  assertCan(context.actor, 'county.manage')
  const stored = await database().mapFeature.findFirst({ where: { layer: 'county' }, orderBy: { createdAt: 'desc' } })
  if (!stored) return null
  const planar = planarOf(shapeOfGeometry(stored.geometry), LON_LAT)
  return {
    id: stored.id,
    name: stored.name,
    loadedAt: stored.createdAt,
    areaKm2: km2Of(planar),
    parts: planar.length,
    figure: figureOf([planar]).figure,
  }
}

const km2Of = (planar: Shape) => Math.round((areaOf(planar) / M2_PER_KM2) * 100) / 100

/** Sets the boundary of the county, in longitude and latitude, in the place of the one before. @throws forbidden */
export async function setCounty(
  context: RequestContext,
  { name, shape }: { name: string; shape: Shape },
): Promise<{ areaKm2: number; parts: number }> {
  assertCan(context.actor, 'county.manage')
  const told = { areaKm2: km2Of(planarOf(shape, LON_LAT)), parts: shape.length }
  await transaction(async (tx) => {
    const before = await takeOff(tx)
    const geometry = { ...geometryOf(shape) }
    const { id } = await tx.mapFeature.create({ data: { layer: 'county', name, geometry, createdAt: context.now } })
    await recordAudit(tx, context, {
      action: 'county.set',
      subjectType: 'county',
      subjectId: id,
      before: before[0] && { boundary: before[0].name },
      after: { boundary: name, ...told },
    })
  })
  return told
}

/** Takes the boundary off: imports judge plots by it no more. @throws forbidden, notFound where there is none */
export async function removeCounty(context: RequestContext): Promise<void> {
  assertCan(context.actor, 'county.manage')
  await transaction(async (tx) => {
    const [before] = await takeOff(tx)
    if (!before) throw notFound('县界')
    await recordAudit(tx, context, {
      action: 'county.remove',
      subjectType: 'county',
      subjectId: before.id,
      before: { boundary: before.name },
    })
  })
}

/** Two who change it at once stand in line. */
async function takeOff(tx: Tx) {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('county_boundary'))::text`
  const where = { layer: 'county' as const }
  const before = await tx.mapFeature.findMany({ where, select: { id: true, name: true }, take: 20 })
  await tx.mapFeature.deleteMany({ where })
  return before
}
