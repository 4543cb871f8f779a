import type { AuditWords } from '~/audit/domain/words'
import type { ActionRules } from '~/auth/domain/can'

/** What a room brings to the program; each room says it in its `room.ts`, and `app/rooms.ts` lists them. */
export interface Room {
  /** its folder */
  name: string
  /** who may do what, to what */
  actions?: ActionRules
  /** what the log calls what happened here, and what it happened to */
  audit?: AuditWords
}

export function defineRoom(room: Room): Room {
  return room
}
