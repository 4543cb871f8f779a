import type { RuleSetText } from '../rules/rule-set'

type CriterionText = RuleSetText['criteria'][number]

const ratio = (id: string, label: string, weight: number, base: number, atZero?: number): CriterionText => ({
  kind: 'scored',
  id,
  label,
  weight,
  measure: id,
  scoring: { type: 'ratio', base, ...(atZero === undefined ? {} : { atZero }) },
})

/** 黄岩 2022, enterprises above designated size: 30/20/20/10/10/10, value ÷ base × weight, without a cap. */
export const EFFICIENCY_HUANGYAN: RuleSetText = {
  id: 'efficiency-huangyan-2022',
  name: '亩均效益：黄岩 2022（规上）',
  note: '得分 = Σ 指标值 ÷ 基准值 × 权重。没有排放的按平均分（10 分）。A 至 D 的分档线由各地确定，此处 100、80、60 分为样板所设，待核。',
  scope: 'county',
  effectiveFrom: '2022-01-01',
  sources: [
    { title: '浙江省亩均效益评价办法', number: '浙亩均办〔2022〕1号' },
    { title: '黄岩区亩均效益综合评价实施办法', number: '黄政发〔2018〕12号' },
  ],
  criteria: [
    ratio('taxPerMu', '亩均税收', 30, 24.097),
    ratio('addedValuePerMu', '亩均增加值', 20, 136.16),
    ratio('addedValuePerTcePrimary', '单位能耗增加值（等价值）', 20, 2.694),
    ratio('addedValuePerEmission', '单位排放增加值', 10, 4929.81, 10),
    ratio('labourProductivity', '全员劳动生产率', 10, 18.14),
    ratio('rdShare', '研发费用占营业收入', 10, 3.02),
  ],
  decision: [
    { from: 100, verdict: 'pass', class: 'A' },
    { from: 80, below: 100, verdict: 'pass', class: 'B' },
    { from: 60, below: 80, verdict: 'conditional', class: 'C' },
    { below: 60, verdict: 'fail', class: 'D' },
  ],
}
