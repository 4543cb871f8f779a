import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma
const own = { id: sql`id`, name: sql`name` }

/** Batches and events as the log calls them. */
export const auditedPromotion = [
  storedThings({
    ...own,
    type: 'promotionBatch',
    from: sql`promotion_batch`,
    page: { action: 'promotion.read', path: (id) => `/batches/${id}` },
  }),
  storedThings({
    ...own,
    type: 'promotionEvent',
    from: sql`promotion_event`,
    page: { action: 'promotion.read', path: (id) => `/events/${id}` },
  }),
]
