import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'
import { visibleProjectsSql } from '~/projects/server/visibility'

const { sql } = Prisma

/** Screenings as the log calls them. */
export const auditedScreening = [
  storedThings({
    type: 'screening',
    from: sql`screening s JOIN project p ON p.id = s.project_id`,
    id: sql`s.id`,
    name: sql`p.name || ' 第 ' || s.number || ' 次预审'`,
    visible: ({ actor }) => visibleProjectsSql(actor),
    guarded: true,
    page: { action: 'screening.read', path: (id) => `/screenings/${id}` },
  }),
]
