import { Prisma } from '~/generated/prisma/client'
import { PLOT_LACKS, type PlotLack } from '../../domain/readiness/completeness'

const { sql, join } = Prisma

const CONTRACTED = sql`t.status IN ('suppliedNotUsed', 'underConstruction')`

/** What `lacksOf` says, of the plot `t`. */
const LACKS: Record<PlotLack, Prisma.Sql> = {
  park: sql`t.park_id IS NULL`,
  landUse: sql`t.land_use_code IS NULL`,
  drawing: sql`t.computed_mu IS NULL`,
  quota: sql`t.quota_source IS NULL`,
  far: sql`t.min_far IS NULL AND t.max_far IS NULL`,
  density: sql`t.min_density IS NULL`,
  green: sql`t.max_green IS NULL`,
  startPrice: sql`t.start_price_wan IS NULL`,
  statusDay: sql`t.status_from IS NULL`,
  contractDay: sql`${CONTRACTED} AND t.contract_on IS NULL`,
  contractPrice: sql`${CONTRACTED} AND t.contract_price_wan IS NULL`,
  startDue: sql`${CONTRACTED} AND t.start_due_on IS NULL`,
}

/** The plot `t` lacks this fact, or any. */
export const lacksSql = (asked: PlotLack | 'any'): Prisma.Sql =>
  asked === 'any'
    ? sql`(${join(
        PLOT_LACKS.map((lack) => sql`(${LACKS[lack]})`),
        ' OR ',
      )})`
    : sql`(${LACKS[asked]})`
