import { keysOf } from '~/shared/records'
import { PROPOSAL_FIELDS, type ProposalFieldName } from './fields'
import type { ScreeningInputs } from './inputs'
import type { Verdict } from './rules/rule-set'

/** What a screening said at one time, and what came of it. */
export interface Said {
  inputs: ScreeningInputs
  verdict: Verdict
  score: number | null
  at: Date
  by: string
}

/** A number that was changed after a result with the earlier one had been seen. */
export interface ChangedPromise {
  at: Date
  by: string
  changes: { field: ProposalFieldName; from: number | null; to: number | null }[]
  before: { verdict: Verdict; score: number | null }
  after: { verdict: Verdict; score: number | null }
}

/**
 * The promises that changed once their result was seen, the last first: a number that had been said and was then said
 * otherwise. What was only filled in later is no changed promise.
 */
export function promisesChanged(said: readonly Said[]): ChangedPromise[] {
  return said
    .flatMap((now, index): ChangedPromise[] => {
      const before = said[index - 1]
      if (!before) return []
      const changes = keysOf(PROPOSAL_FIELDS).flatMap((field) => {
        const [from, to] = [before.inputs[field], now.inputs[field]]
        return from === undefined || from === to ? [] : [{ field, from, to: to ?? null }]
      })
      if (changes.length === 0) return []
      const { verdict, score, at, by } = now
      return [{ at, by, changes, before: { verdict: before.verdict, score: before.score }, after: { verdict, score } }]
    })
    .toReversed()
}
