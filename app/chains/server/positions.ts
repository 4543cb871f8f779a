import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import type { Position } from '../domain/chain'

export interface ChainPosition {
  chainId: string
  parkId: string
  park: string
  position: Position
  /** the park's own record says it, not the chain's */
  own: boolean
}

/**
 * What parks are to these chains, the leading ones first: as the chain says, else leading where the park's own 主导产业链 have its
 * name or an alias.
 */
export async function chainPositions(db: Db, chainIds: readonly string[]): Promise<ChainPosition[]> {
  return db.$queryRaw(Prisma.sql`
    SELECT c.id AS "chainId", k.id AS "parkId", k.name AS park, coalesce(s.position, 'leading')::text AS position,
      s.position IS NULL AS own
    FROM chain c CROSS JOIN park k LEFT JOIN chain_park s ON s.chain_id = c.id AND s.park_id = k.id
    WHERE c.id = ANY(${[...chainIds]}::uuid[]) AND k.merged_into_id IS NULL
      AND (s.position IS NOT NULL OR (k.valid_to IS NULL AND k.chains && (c.aliases || c.name)))
    ORDER BY coalesce(s.position, 'leading'), k.name`)
}
