import type { Note } from '~/shared/understood'

export {
  holds,
  info,
  question,
  refusal,
  understood,
  warning,
  type FindingLevel,
  type Note,
  type Understood,
} from '~/shared/understood'

/** What was noticed at one place of a file; `error` keeps its row back for correction. */
export interface Finding extends Note {
  row: number
  /** column letter; null: the whole row */
  column: string | null
}
