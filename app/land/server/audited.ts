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
    type: 'revival',
    from: sql`revival r LEFT JOIN plot t ON t.id = r.plot_id LEFT JOIN factory_unit f ON f.id = r.factory_id`,
    id: sql`r.id`,
    name: sql`coalesce(t.code, f.building || ' ' || f.floor || ' 层')`,
    page: { action: 'plot.read', path: (id) => `/land/revival/${id}` },
  }),
  storedThings({
    type: 'county',
    from: sql`map_feature`,
    id: sql`id`,
    name: sql`'县界'`,
    page: { action: 'county.manage', path: () => '/settings/county' },
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
