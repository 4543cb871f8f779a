/** Kinds of tables by their ids, which stand in the database, and what an upload calls them. */
const KIND_NAMES = { ledger: '签约项目台账', plots: '地块（土地台账、地块图）' } as const

/** What is uploaded unless something else is said. */
export const LEDGER = 'ledger'

export const KIND_OPTIONS = Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))

/** The kind that a form or an address asks for; a ledger unless it is another one. */
export const kindAsked = (asked: unknown): keyof typeof KIND_NAMES =>
  typeof asked === 'string' && asked in KIND_NAMES ? (asked as keyof typeof KIND_NAMES) : LEDGER
