import type { Prisma } from '~/generated/prisma/client'
import { hasRole, ownUnitId, type Actor } from '~/auth/domain/actor'

/** What `seesMeeting` says, as a filter. */
export const visibleMeetings = (actor: Actor): Prisma.ReviewMeetingWhereInput =>
  actor.system || hasRole(actor, 'bureau', 'leader', 'auditor') ? {} : { park: { unitId: ownUnitId(actor) } }
