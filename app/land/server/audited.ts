import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma

/** Plots as the log calls them. */
export const auditedLand = [
  storedThings({
    type: 'plot',
    from: sql`plot`,
    id: sql`id`,
    name: sql`code`,
    page: { action: 'plot.read', path: (id) => `/plots/${id}` },
  }),
  storedThings({
    type: 'factory',
    from: sql`factory_unit f`,
    id: sql`f.id`,
    name: sql`f.building || ' ' || f.floor || ' 层'`,
    page: { action: 'factory.read', path: (id) => `/factories/${id}` },
  }),
  storedThings({
    type: 'landPlan',
    from: sql`land_plan`,
    id: sql`id`,
    name: sql`year::text || '年'`,
    page: { action: 'plot.read', path: () => '/land/plan' },
  }),
  storedThings({
    type: 'reductionTask',
    from: sql`reduction_task k LEFT JOIN park p ON p.id = k.park_id`,
    id: sql`k.id`,
    name: sql`coalesce(p.name, '全县') || ' ' || k.year || ' 年'`,
    page: { action: 'plot.read', path: () => '/land/three-not' },
  }),
]
