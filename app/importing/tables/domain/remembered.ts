import { halfWidth } from '~/shared/text'
import type { Unit } from './answers'

/** What somebody once chose a header to mean. */
export interface RememberedWord {
  /** the header, as `headerWord` compares it */
  word: string
  /** null: it is not imported */
  field: string | null
  unit: Unit | null
  /** only the unit was chosen; what the column holds was found without being asked */
  unitAlone: boolean
}

export type RememberedWords = ReadonlyMap<string, RememberedWord>

export const NO_WORDS: RememberedWords = new Map()

/** a longer header is a sentence, and none that comes again */
const MAX_WORD = 60

/** A header as it is remembered: its levels with their units, half width, without blanks; null where it is none to remember. */
export function headerWord(header: string): string | null {
  const word = halfWidth(header.slice(0, MAX_WORD * 4))
    .toLowerCase()
    .replace(/\s/g, '')
  return word === '' || word.length > MAX_WORD || word.includes('*') ? null : word
}
