/** A project known by an identity that others may share. */
export interface Sharing {
  ordinal: number
  /** the row says nothing of it that is new */
  isQuiet: boolean
}

/**
 * Which of the projects that share its identity a row is: one that it tells nothing new of, else the one that
 * appeared in its place (`nth`), else the first free one before. None of these: a number of its own, so far unknown.
 */
export function ordinalOf(nth: number, sharing: readonly Sharing[], taken: ReadonlySet<number>): number {
  const free = sharing.filter(({ ordinal }) => !taken.has(ordinal))
  const own = free.find(({ ordinal }) => ordinal === nth)
  if (own?.isQuiet) return nth
  const quiet = free.find(({ isQuiet }) => isQuiet)
  if (quiet) return quiet.ordinal
  if (!taken.has(nth)) return nth
  const before = free.find(({ ordinal }) => ordinal < nth)
  if (before) return before.ordinal
  const used = new Set([...taken, ...sharing.map(({ ordinal }) => ordinal)])
  let next = nth
  while (used.has(next)) next++
  return next
}
