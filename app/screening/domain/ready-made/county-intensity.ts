import { THRESHOLDS_DECIDE, type RuleSetText } from '../rules/rule-set'

/** The handbook's example, 100 万元/亩 for all industries: what a rule set begins as that is taken from nothing. */
export const NEW_SET = {
  name: '新规则集',
  scope: 'county',
  sources: [{ title: '本地准入文件', toBeVerified: true }],
  criteria: [
    {
      kind: 'threshold',
      id: 'investmentIntensity',
      label: '投资强度',
      measure: 'investmentIntensity',
      direction: 'atLeast',
      limit: 100,
    },
  ],
  decision: THRESHOLDS_DECIDE,
} satisfies Omit<RuleSetText, 'id' | 'effectiveFrom'>

/** The same as it comes with the program. */
export const COUNTY_INTENSITY: RuleSetText = {
  ...NEW_SET,
  id: 'county-intensity-100',
  name: '县级投资强度 100 万元/亩',
  note: '只看投资强度的最低要求，各地按本地文件修改。',
  effectiveFrom: '2020-01-01',
  sources: [{ title: '县（市、区）招商引资项目准入要求（样板，按本地文件填写文号）', toBeVerified: true }],
}
