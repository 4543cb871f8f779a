import { industryDigits, isAmong, type RuleSet } from './rule-set'

/** What tells whether a rule set holds for a proposal. */
export interface About {
  industryCode?: string
  landUseCode?: string
  parkId?: string
}

/** What is not known of a proposal and would tell whether a set that holds only for some holds for it. */
export type Unsure = keyof About

/** What would have to be known to be sure that the set holds for the proposal, and is not; null where it does not hold. */
export function unsureOf({ industries, landUses, parkId }: RuleSet, proposal: About): Unsure[] | null {
  const unsure: Unsure[] = []
  const digits = industryDigits(proposal.industryCode)
  if (industries && digits === null) unsure.push('industryCode')
  else if (industries && digits !== null && !isAmong(digits, industries)) return null
  if (landUses && !proposal.landUseCode) unsure.push('landUseCode')
  else if (landUses && proposal.landUseCode && !isAmong(proposal.landUseCode, landUses)) return null
  if (parkId && !proposal.parkId) unsure.push('parkId')
  else if (parkId && proposal.parkId !== parkId) return null
  return unsure
}
