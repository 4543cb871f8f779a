import { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import type { BudgetScope } from '../../domain/budgets/budget'

const { sql } = Prisma

/** A budget that a promise draws on, and what was promised of it so far; amounts as decimal text. */
export interface DrawnBudget {
  park: { name: string } | null
  amount: string
  promised: string
}

/**
 * Takes the budgets that a claim draws on for this transaction, the county's and its park's, so that of two promises at
 * once the second counts the first. The county's comes first: nobody waits crosswise.
 */
export async function lockBudgets(tx: Tx, { kind, year, parkId }: BudgetScope): Promise<DrawnBudget[]> {
  const locked = await tx.$queryRaw<{ id: string }[]>(sql`
    SELECT id FROM budget WHERE kind = ${kind}::budget_kind AND year = ${year}
      AND (park_id IS NULL OR park_id = ${parkId}::uuid)
    ORDER BY park_id NULLS FIRST FOR UPDATE`)
  if (locked.length === 0) return []
  return tx.$queryRaw<DrawnBudget[]>(sql`
    SELECT (SELECT jsonb_build_object('name', k.name) FROM park k WHERE k.id = b.park_id) AS park, b.amount::text,
      coalesce((SELECT sum(c.amount) FROM budget_claim c JOIN project p ON p.id = c.project_id
        WHERE c.kind = b.kind AND c.year = b.year AND c.state = 'promised' AND ${countedSql}
          AND (b.park_id IS NULL OR c.park_id = b.park_id)), 0)::text AS promised
    FROM budget b WHERE b.id = ANY(${locked.map(({ id }) => id)}::uuid[]) ORDER BY b.park_id NULLS FIRST`)
}
