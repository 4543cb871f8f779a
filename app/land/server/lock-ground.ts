import type { Tx } from '~/platform/database/client'
import type { Box } from '../domain/geometry/shape'

/** Degrees: some five kilometres. */
const TILE = 0.05
/** Far from the keys of other locks. */
const LOCKS_OF_GROUND = 7_340_001

/** The tiles that boxes lie on, as numbers. */
function tilesOf(boxes: readonly Box[]): number[] {
  const tiles = new Set<number>()
  for (const { minX, minY, maxX, maxY } of boxes)
    for (let column = Math.floor(minX / TILE); column <= Math.floor(maxX / TILE); column++)
      for (let row = Math.floor(minY / TILE); row <= Math.floor(maxY / TILE); row++) tiles.add(column * 10_000 + row)
  return [...tiles].toSorted((one, other) => one - other)
}

/**
 * Whoever draws on the same ground stands in line until the transaction ends, so that an overlap is seen by the second;
 * elsewhere nobody waits.
 */
export async function lockGround(tx: Tx, boxes: readonly Box[]): Promise<void> {
  const tiles = tilesOf(boxes)
  if (tiles.length === 0) return
  await tx.$queryRaw`
    SELECT count(pg_advisory_xact_lock(${LOCKS_OF_GROUND}::int, tile))::int AS locked
    FROM (SELECT tile FROM unnest(${tiles}::int[]) tile ORDER BY tile) tiles`
}
