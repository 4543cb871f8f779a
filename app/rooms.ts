import { audit } from '~/audit/room'
import { auditWords } from '~/audit/domain/words'
import { auditedThings } from '~/audit/server/audited-things'
import type { Actor } from '~/auth/domain/actor'
import { actionRules, can } from '~/auth/domain/can'
import { auth } from '~/auth/room'
import { unitHoldings } from '~/auth/server/unit-holdings'
import { unitMerges } from '~/auth/server/unit-merges'
import { calendar } from '~/calendar/room'
import { chains } from '~/chains/room'
import { importing } from '~/importing/room'
import { investors } from '~/investors/room'
import { land } from '~/land/room'
import { parks } from '~/parks/room'
import { followers } from '~/parks/server/followers'
import { pipeline } from '~/pipeline/room'
import { queues } from '~/platform/jobs/queues'
import { projects } from '~/projects/room'
import { suppliedConditions } from '~/projects/server/filter-sql'
import { suppliedFacts } from '~/projects/server/guard-facts'
import { sights } from '~/projects/server/visibility'
import { promotion } from '~/promotion/room'
import type { PageLink, Room } from '~/room'
import { screening } from '~/screening/room'
import { settings } from '~/settings/room'
import { workbench } from '~/workbench/room'

/** Every room, upstream first; the program is put together from this list. */
export const rooms: readonly Room[] = [
  auth,
  audit,
  settings,
  calendar,
  parks,
  investors,
  projects,
  chains,
  land,
  screening,
  promotion,
  pipeline,
  importing,
  workbench,
]

/** Hands each room what the others bring. Called once by every program before it does anything. */
export function installRooms(): void {
  actionRules.install(brought('actions'))
  auditWords.install(brought('audit'))
  auditedThings.install(brought('audited'))
  unitMerges.install(brought('unitMerge'))
  unitHoldings.install(brought('unitHoldings').flat())
  queues.install(brought('queues').flat())
  suppliedFacts.install(brought('stageFacts'))
  suppliedConditions.install(brought('filterConditions'))
  sights.install(brought('sight'))
  followers.install(brought('entryFollower'))
}

/** Those links that lead this actor somewhere, in their order. */
export function linksFor<Link extends PageLink>(actor: Actor, links: readonly Link[]): Link[] {
  return links.filter(({ action }) => can(actor, action)).toSorted((one, other) => one.order - other.order)
}

/** What the rooms bring of one kind. */
export function brought<Kind extends keyof Room>(kind: Kind): NonNullable<Room[Kind]>[] {
  return rooms.flatMap((room) => {
    const own = room[kind]
    return own === undefined ? [] : [own]
  })
}
