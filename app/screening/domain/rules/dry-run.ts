import type { EnergyTerms } from '../energy/terms'
import { assess } from '../evaluation/assess'
import { aboutOf, unsureOf, type JudgedProposal } from './holds-for'
import type { RuleSet, Verdict } from './rule-set'

/** A project as it is tried by a draft. */
export interface Tried extends JudgedProposal {
  id: string
  name: string
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
  /** projects that were judged */
  total: number
  /** for which the draft does not hold: other industries, land or parks */
  outside: number
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

/** Judges the projects that a draft holds for by it and by what it is to replace, by the facts of one day. Pure. */
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
  let outside = 0
  for (const proposal of tried) {
    const { id, name, inputs, excepted } = proposal
    const about = aboutOf(proposal)
    if (unsureOf(draft, about) === null) {
      outside++
      continue
    }
    const after = assess(draft, inputs, on, excepted, terms)
    verdicts[after.verdict]++
    for (const [at, { status }] of after.criteria.entries()) {
      const hits = criteria[at]
      if (hits) hits[status === 'fail' ? 'missed' : status === 'unknown' ? 'unknown' : 'met']++
    }
    const [row, ...others] = after.rows
    const at = row && others.length === 0 ? draft.decision.indexOf(row) : -1
    if (at < 0) undecided++
    else rows[at] = (rows[at] ?? 0) + 1
    const was = before && unsureOf(before, about) ? assess(before, inputs, on, excepted, terms).verdict : null
    if (was !== null && was !== after.verdict) changed.push({ id, name, before: was, after: after.verdict })
  }
  return {
    total: tried.length - outside,
    outside,
    verdicts,
    changed: before ? changed : null,
    criteria,
    rows,
    undecided,
  }
}
