import type { Prisma } from '~/generated/prisma/client'
import { hasRole, type Actor } from '~/auth/domain/actor'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What `seesMeeting` says, as a filter. */
export const visibleMeetings = (actor: Actor): Prisma.ReviewMeetingWhereInput =>
  actor.system || hasRole(actor, 'bureau', 'leader', 'auditor') ? {} : { park: { unitId: actor.unitId ?? NOBODY } }
