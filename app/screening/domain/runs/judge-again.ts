import type { EnergyTerms } from '../energy/terms'
import { assess } from '../evaluation/assess'
import { outcome, type Outcome } from '../evaluation/evaluate'
import { aboutOf, unsureOf, type JudgedProposal } from '../rules/holds-for'
import type { RuleSet } from '../rules/rule-set'

/**
 * What a proposal comes to by those of the rule sets that hold for it, in the order of judging; null where none does.
 * Where one may hold or not, as industry, land use or park are not known, only what comes out either way is said. Pure.
 */
export function judgeAgain(
  ruleSets: readonly RuleSet[],
  proposal: JudgedProposal,
  on: string,
  terms?: EnergyTerms,
): Outcome | null {
  const { inputs, excepted } = proposal
  const about = aboutOf(proposal)
  const judged = ruleSets.flatMap((ruleSet) => {
    const unsure = unsureOf(ruleSet, about)
    return unsure === null ? [] : [{ sure: unsure.length === 0, of: assess(ruleSet, inputs, on, excepted, terms) }]
  })
  if (judged.length === 0) return null
  const most = outcome(judged.map(({ of }) => of))
  const sure = judged.filter((one) => one.sure)
  if (sure.length === judged.length) return most
  // The strictest decides, so that between the two nothing else can come out.
  const least = sure.length > 0 ? outcome(sure.map(({ of }) => of)) : null
  return {
    verdict: least?.verdict === most.verdict ? most.verdict : 'unknown',
    class: least?.class === most.class ? most.class : null,
    score: least?.score === most.score ? most.score : null,
  }
}
