import type { SheetPlan } from './plan'
import { headerWord, type RememberedWord } from './remembered'

/** The words that somebody chose for this file, to be used for the next; what was guessed, or remembered before, is none. */
export function wordsChosen(plans: readonly SheetPlan[]): RememberedWord[] {
  const found = new Map<string, RememberedWord>()
  for (const { included, tables } of plans) {
    if (!included) continue
    for (const { columns, skipped } of tables) {
      if (skipped) continue
      for (const { header, field, by, amountUnit, areaUnit, unitBy } of columns) {
        const word = headerWord(header)
        const unit = unitBy === 'answer' ? (amountUnit ?? areaUnit) : null
        if (word !== null && (by === 'answer' || unit !== null))
          found.set(word, { word, field, unit, unitAlone: by !== 'answer' })
      }
    }
  }
  return [...found.values()]
}
