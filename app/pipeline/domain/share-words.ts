import { formatPercent, percent, roundHalfUp } from '~/shared/money'

/** A share of fewer says next to nothing: it is written as what it is, and not coloured. */
const TINY = 10
const SMALL = 20

export const isTiny = (whole: number) => whole < TINY

/** 1/2 of fewer than ten, whole percents of fewer than twenty, else one decimal; — of none. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return '—'
  if (isTiny(whole)) return `${part}/${whole}`
  return whole < SMALL ? `${roundHalfUp((part / whole) * 100, 0)}%` : formatPercent(percent(part, whole))
}

/** The same in a sentence that says both numbers: one decimal from ten on. */
export const shareInSentence = (part: number, whole: number): string =>
  isTiny(whole) ? shareWords(part, whole) : formatPercent(percent(part, whole))
