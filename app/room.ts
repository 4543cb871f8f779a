import type { AuditWords } from '~/audit/domain/words'
import type { ActionRules } from '~/auth/domain/can'
import type { UnitHoldings } from '~/auth/server/unit-holdings'
import type { UnitMerge } from '~/auth/server/unit-merges'
import type { SuppliedConditions } from '~/projects/server/filter-sql'
import type { SupplyFacts } from '~/projects/server/guard-facts'
import type { EntryFollower } from '~/parks/server/followers'

/** What a room brings to the program; each room says it in its `room.ts`, and `app/rooms.ts` lists them. */
export interface Room {
  /** its folder */
  name: string
  /** who may do what, to what */
  actions?: ActionRules
  /** what the log calls what happened here, and what it happened to */
  audit?: AuditWords
  /** the tables that are its own; rooms upstream do not name them (test/tables.mjs) */
  tables?: readonly string[]
  /** moves what it keeps of a merged unit */
  unitMerge?: UnitMerge
  /** counts what it keeps of units */
  unitHoldings?: UnitHoldings
  /** what it knows of the facts that stages wait for */
  stageFacts?: SupplyFacts
  /** the conditions of those filters of the list of projects that ask about its tables */
  filterConditions?: SuppliedConditions
  /** moves what it keeps of a merged park, industry or team */
  entryFollower?: EntryFollower
}

export function defineRoom(room: Room): Room {
  return room
}
