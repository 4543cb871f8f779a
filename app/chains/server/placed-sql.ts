import { Prisma } from '~/generated/prisma/client'
import { countedSql } from '~/projects/server/counted'

const { sql } = Prisma

/**
 * Parts of a query (`WITH …`): `node`, the nodes of `which` (a condition on `n`); `placed`, the projects that stand on them,
 * with their stage, of those of `whose` (a condition on `p`) that are not over. A project stands where somebody has put it;
 * in a chain where nobody has, on the nodes whose codes its industry code is within, unless it names another chain.
 * What projects say is matched once for each code and word, not for each project.
 */
export const placedSql = ({ which, whose }: { which: Prisma.Sql; whose: Prisma.Sql }) => sql`
  node AS MATERIALIZED (SELECT n.* FROM chain_node n WHERE ${which}),
  word AS MATERIALIZED (SELECT c.id AS chain_id, unnest(c.aliases || c.name) AS word FROM chain c),
  standing AS MATERIALIZED (
    SELECT p.id, p.stage, coalesce(p.chain, '') AS chain, ltrim(upper(p.industry_code), 'ABCDEFGHIJKLMNOPQRST') AS digits
    FROM project p WHERE ${countedSql} AND p.status <> 'ended' AND ${whose}
  ),
  said AS MATERIALIZED (
    SELECT s.digits, s.chain, EXISTS (SELECT FROM word w WHERE w.word = s.chain) AS names_chain
    FROM standing s WHERE s.digits <> '' GROUP BY s.digits, s.chain
  ),
  matched AS MATERIALIZED (
    SELECT DISTINCT n.id AS node_id, n.chain_id, s.digits, s.chain
    FROM said s JOIN (SELECT id, chain_id, unnest(codes) AS code FROM node) n ON starts_with(s.digits, n.code)
    WHERE NOT s.names_chain OR EXISTS (SELECT FROM word w WHERE w.word = s.chain AND w.chain_id = n.chain_id)
  ),
  put AS MATERIALIZED (
    SELECT h.project_id, h.node_id, n.chain_id FROM chain_project h JOIN chain_node n ON n.id = h.node_id
  ),
  placed AS MATERIALIZED (
    SELECT h.node_id, p.id AS project_id, p.stage
    FROM put h JOIN node n ON n.id = h.node_id JOIN standing p ON p.id = h.project_id
    UNION ALL
    SELECT m.node_id, p.id, p.stage
    FROM standing p JOIN matched m ON m.digits = p.digits AND m.chain = p.chain
    WHERE NOT EXISTS (SELECT FROM put h WHERE h.project_id = p.id AND h.chain_id = m.chain_id)
  )`
