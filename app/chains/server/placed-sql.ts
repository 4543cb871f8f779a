import { Prisma } from '~/generated/prisma/client'
import { countedSql } from '~/projects/server/counted'

const { sql } = Prisma

/**
 * Parts of a query (`WITH …`): `node`, the nodes of `which` (a condition on `n`); `placed`, the projects that stand on them,
 * with their stage, of those of `whose` (a condition on `p`) that are not over. A project stands where somebody has put it;
 * in a chain where nobody has, on the nodes whose codes its industry code is within, unless it names another chain.
 */
export const placedSql = ({ which, whose }: { which: Prisma.Sql; whose: Prisma.Sql }) => sql`
  node AS (SELECT n.* FROM chain_node n WHERE ${which}),
  word AS (SELECT c.id AS chain_id, unnest(c.aliases || c.name) AS word FROM chain c),
  standing AS (
    SELECT p.id, p.stage, p.chain, regexp_replace(upper(p.industry_code), '^[A-T]', '') AS digits,
      EXISTS (SELECT FROM word w WHERE w.word = p.chain) AS names_chain
    FROM project p WHERE ${countedSql} AND p.status <> 'ended' AND ${whose}
  ),
  placed AS (
    SELECT n.id AS node_id, p.id AS project_id, p.stage
    FROM chain_project h JOIN node n ON n.id = h.node_id JOIN standing p ON p.id = h.project_id
    UNION
    SELECT n.id, p.id, p.stage
    FROM standing p CROSS JOIN LATERAL generate_series(2, length(p.digits)) AS size
      JOIN (SELECT id, chain_id, unnest(codes) AS code FROM node) n ON n.code = left(p.digits, size)
    WHERE (NOT p.names_chain OR EXISTS (SELECT FROM word w WHERE w.word = p.chain AND w.chain_id = n.chain_id))
      AND NOT EXISTS (SELECT FROM chain_project h JOIN chain_node o ON o.id = h.node_id
        WHERE h.project_id = p.id AND o.chain_id = n.chain_id)
  )`
