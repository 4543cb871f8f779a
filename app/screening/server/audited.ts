import { hasRole, ownUnitId } from '~/auth/domain/actor'
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
  storedThings({
    type: 'meeting',
    from: sql`review_meeting m LEFT JOIN park k ON k.id = m.park_id`,
    id: sql`m.id`,
    name: sql`m.name`,
    visible: ({ actor }) =>
      actor.system || hasRole(actor, 'bureau', 'leader', 'auditor')
        ? sql`true`
        : sql`k.unit_id = ${ownUnitId(actor)}::uuid`,
    page: { action: 'meeting.read', path: (id) => `/meetings/${id}` },
  }),
]
