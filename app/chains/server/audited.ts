import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma

/** Chains and what stands on them, as the log calls them. */
export const auditedChains = [
  storedThings({
    type: 'chain',
    from: sql`chain`,
    id: sql`id`,
    name: sql`name`,
    page: { action: 'chain.read', path: (id) => `/chains/${id}` },
  }),
  storedThings({ type: 'chainNode', from: sql`chain_node`, id: sql`id`, name: sql`name` }),
  storedThings({ type: 'chainFirm', from: sql`chain_firm`, id: sql`id`, name: sql`name` }),
  storedThings({ type: 'chainTarget', from: sql`chain_target`, id: sql`id`, name: sql`name` }),
]
