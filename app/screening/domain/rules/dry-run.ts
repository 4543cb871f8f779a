import type { EnergyTerms } from '../energy/terms'
import { assess } from '../evaluation/assess'
import type { ScreeningInputs } from '../inputs'
import type { RuleSet, Verdict } from './rule-set'

/** A project as it is tried by a draft. */
export interface Tried {
  id: string
  name: string
  inputs: ScreeningInputs
}

/** A project whose verdict is another under the draft. */
export interface ChangedVerdict {
  id: string
  name: string
  before: Verdict
  after: Verdict
}

/** What a draft would have come to (试算). */
export interface DryRun {
  total: number
  /** by the draft */
  verdicts: Record<Verdict, number>
  /** null where there is nothing to compare with */
  changed: ChangedVerdict[] | null
  /** how many hit each rule of the draft, in its order */
  criteria: { id: string; label: string; met: number; missed: number; unknown: number }[]
  /** how many came to each row of the decision table for certain, in its order */
  rows: number[]
  /** how many could still come to several rows */
  undecided: number
}

/** Judges projects by a draft and by what it is to replace, by the facts of one day. Pure. */
export function dryRun(
  before: RuleSet | null,
  draft: RuleSet,
  tried: readonly Tried[],
  on: string,
  terms?: EnergyTerms,
): DryRun {
  const verdicts: Record<Verdict, number> = { fail: 0, unknown: 0, conditional: 0, pass: 0 }
  const criteria = draft.criteria.map(({ id, label }) => ({ id, label, met: 0, missed: 0, unknown: 0 }))
  const rows = draft.decision.map(() => 0)
  const changed: ChangedVerdict[] = []
  let undecided = 0
  for (const { id, name, inputs } of tried) {
    const after = assess(draft, inputs, on, undefined, terms)
    verdicts[after.verdict]++
    for (const [at, { status }] of after.criteria.entries()) {
      const hits = criteria[at]
      if (hits) hits[status === 'fail' ? 'missed' : status === 'unknown' ? 'unknown' : 'met']++
    }
    const [row, ...others] = after.rows
    const at = row && others.length === 0 ? draft.decision.indexOf(row) : -1
    if (at < 0) undecided++
    else rows[at] = (rows[at] ?? 0) + 1
    const was = before && assess(before, inputs, on, undefined, terms).verdict
    if (was !== null && was !== after.verdict) changed.push({ id, name, before: was, after: after.verdict })
  }
  return { total: tried.length, verdicts, changed: before ? changed : null, criteria, rows, undecided }
}
