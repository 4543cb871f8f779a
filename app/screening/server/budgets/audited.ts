import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { BUDGET_KIND_NAMES } from '../../domain/budgets/budget'

const { sql } = Prisma

const WORDS = sql`${JSON.stringify(BUDGET_KIND_NAMES)}::jsonb`

/** Budgets and what projects want of them, as the log calls them. */
export const auditedBudgets = [
  storedThings({
    type: 'budget',
    from: sql`budget b LEFT JOIN park k ON k.id = b.park_id`,
    id: sql`b.id`,
    name: sql`coalesce(k.name, '全县') || ' ' || b.year || ' 年' || (${WORDS} ->> b.kind::text)`,
    page: { action: 'budget.read', path: () => '/screening/budgets' },
  }),
  storedThings({
    type: 'budgetClaim',
    from: sql`budget_claim c JOIN project p ON p.id = c.project_id`,
    id: sql`c.id`,
    name: sql`p.name || ' ' || c.year || ' 年' || (${WORDS} ->> c.kind::text)`,
    visible: ({ actor }) => visibleProjectsSql(actor),
    guarded: true,
  }),
]
