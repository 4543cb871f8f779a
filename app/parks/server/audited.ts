import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma
const own = { id: sql`id`, name: sql`name` }

/** Parks, industries and teams as the log calls them. */
export const auditedEntries = [
  storedThings({
    ...own,
    type: 'park',
    from: sql`park`,
    page: { action: 'park.read', path: (id) => `/settings/parks/${id}` },
  }),
  storedThings({
    ...own,
    type: 'industry',
    from: sql`industry`,
    page: { action: 'park.read', path: (id) => `/settings/industries/${id}` },
  }),
  storedThings({
    ...own,
    type: 'team',
    from: sql`team`,
    page: { action: 'team.read', path: (id) => `/settings/teams/${id}` },
  }),
]
