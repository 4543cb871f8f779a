import type { AuditedThings } from '~/audit/server/audited-things'
import type { RequestContext } from '~/auth/domain/actor'
import type { Duty } from '~/shared/duty'
import type { AuditWords } from '~/audit/domain/words'
import type { Action, ActionRules } from '~/auth/domain/can'
import type { UnitHoldings } from '~/auth/server/unit-holdings'
import type { UnitMerge } from '~/auth/server/unit-merges'
import type { AnyQueue } from '~/platform/jobs/queues'
import type { SuppliedConditions } from '~/projects/server/filter-sql'
import type { SupplyFacts } from '~/projects/server/guard-facts'
import type { EntryFollower } from '~/parks/server/followers'
import type { Sight } from '~/projects/server/visibility'
import type { IconName } from '~/ui/shell/navigation'

/** What a room brings to the program; each room says it in its `room.ts`, and `app/rooms.ts` lists them. */
export interface Room {
  /** its folder */
  name: string
  /** who may do what, to what */
  actions?: ActionRules
  /** what the log calls what happened here, and what it happened to */
  audit?: AuditWords
  /** how the log names the things that are its own, and says what changed of them */
  audited?: readonly AuditedThings[]
  /** the tables that are its own; rooms upstream do not name them (test/tables.mjs) */
  tables?: readonly string[]
  /** moves what it keeps of a merged unit */
  unitMerge?: UnitMerge
  /** counts what it keeps of units */
  unitHoldings?: readonly UnitHoldings[]
  /** what it knows of the facts that stages wait for */
  stageFacts?: SupplyFacts
  /** whom it asks about a project, so that they see it */
  sight?: Sight
  /** the conditions of those filters of the list of projects that ask about its tables */
  filterConditions?: SuppliedConditions
  /** moves what it keeps of a merged park, industry or team */
  entryFollower?: EntryFollower
  /** what waits for this user on the workbench; nothing for whoever may not do it */
  duties?: (context: RequestContext) => Promise<readonly Duty[]>
  /** its items of the main navigation */
  navigation?: readonly NavigationItem[]
  /** its pages under 设置 */
  settings?: readonly PageLink[]
  /** a list that takes what is typed into the search of the top bar, as `q` */
  search?: PageLink
  /** what a running server does from its start, before it takes jobs */
  start?: () => Promise<void>
  /** its background jobs */
  queues?: readonly AnyQueue[]
}

/** A page that leads somewhere: shown to whoever may do `action`, in rising `order`. */
export interface PageLink {
  label: string
  to: string
  action: Action
  order: number
}

export interface NavigationItem extends PageLink {
  icon: IconName
  /** other addresses of the same item */
  also?: readonly string[]
  /** a line above: another kind of thing */
  separated?: boolean
}

export function defineRoom(room: Room): Room {
  return room
}
