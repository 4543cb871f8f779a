import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma

/** Accounts, units and tokens as the log calls them. */
export const auditedAccounts = [
  storedThings({
    type: 'user',
    from: sql`app_user`,
    id: sql`id`,
    name: sql`name || '（' || login || '）'`,
    page: { action: 'user.read', path: (id) => `/settings/users/${id}` },
  }),
  storedThings({
    type: 'unit',
    from: sql`unit`,
    id: sql`id`,
    name: sql`name`,
    page: { action: 'unit.manage', path: (id) => `/settings/units/${id}` },
  }),
  storedThings({ type: 'token', from: sql`api_token`, id: sql`id`, name: sql`name` }),
]
