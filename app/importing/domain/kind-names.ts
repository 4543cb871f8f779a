/** Kinds of tables by their ids, which stand in the database, and what an upload calls them. */
const KIND_NAMES = { ledger: '签约项目台账', plots: '地块（土地台账、地块图）' } as const

/** What is uploaded unless something else is said. */
export const LEDGER = 'ledger'

export const PLOTS_KIND = 'plots'

export const KIND_OPTIONS = Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))

/** Of these kinds the one that a form or an address asks for; the first unless it is one of them. */
export const kindAsked = (asked: unknown, kinds: readonly string[]): string =>
  kinds.find((kind) => kind === asked) ?? kinds[0] ?? LEDGER
