import type { ScreeningInputs } from '../inputs'
import { industryDigits, isAmong, type RuleSet } from './rule-set'

/** What tells whether a rule set holds for a proposal. */
export interface About {
  industryCode?: string
  landUseCode?: string
  parkId?: string
}

/** A proposal among many that are judged at once. */
export interface JudgedProposal {
  inputs: ScreeningInputs
  parkId: string | null
  /** the thresholds that its last screening lets be missed (一事一议), by `exceptionKey` */
  excepted: ReadonlySet<string>
}

/** What it says of whether a rule set holds for it. */
export const aboutOf = ({ inputs: { industryCode, landUseCode }, parkId }: JudgedProposal): About => ({
  industryCode,
  landUseCode,
  parkId: parkId ?? undefined,
})

/** What is not known of a proposal and would tell whether a set that holds only for some holds for it. */
export type Unsure = keyof About

/** What would have to be known to be sure that the set holds for the proposal, and is not; null where it does not hold. */
export function unsureOf(ruleSet: RuleSet, proposal: About): Unsure[] | null {
  const found = heldTo(ruleSet, proposal)
  return found.some(([, holds]) => holds === false) ? null : found.flatMap(([what, holds]) => (holds ? [] : [what]))
}

/** What says that the set does not hold for the proposal. */
export const againstOf = (ruleSet: RuleSet, proposal: About): Unsure[] =>
  heldTo(ruleSet, proposal).flatMap(([what, holds]) => (holds === false ? [what] : []))

/** For each thing that the set is kept to whether the proposal has it; null where it does not say. */
function heldTo({ industries, landUses, parkId }: RuleSet, proposal: About): [Unsure, boolean | null][] {
  const digits = industryDigits(proposal.industryCode)
  const { landUseCode, parkId: park } = proposal
  const found: [Unsure, boolean | null][] = []
  if (industries) found.push(['industryCode', digits === null ? null : isAmong(digits, industries)])
  if (landUses) found.push(['landUseCode', landUseCode ? isAmong(landUseCode, landUses) : null])
  if (parkId) found.push(['parkId', park ? park === parkId : null])
  return found
}
