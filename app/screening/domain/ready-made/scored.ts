import type { RuleSetText } from '../rules/rule-set'

type CriterionText = RuleSetText['criteria'][number]

const veto = (id: string, label: string): CriterionText => ({ kind: 'veto', id, label })

/** Judged good, fair or poor: all, half or none of the points. */
const judged = (id: string, label: string, weight: number): CriterionText => ({
  kind: 'scored',
  id,
  label,
  weight,
  scoring: {
    type: 'categories',
    choices: [
      { value: 'good', label: '好', points: weight },
      { value: 'fair', label: '一般', points: weight / 2 },
      { value: 'poor', label: '差', points: 0 },
    ],
  },
})

/** value ÷ base of the points, at most all of them. */
const measured = (id: string, label: string, weight: number, base: number, bar?: number): CriterionText => ({
  kind: 'scored',
  id,
  label,
  weight,
  measure: id,
  scoring: { type: 'ratio', base, cap: weight },
  ...(bar === undefined ? {} : { bar }),
})

/** 硬达标 40, 企业实力 30, 产业协同 20, 可落地 10, as a park of equipment makers judges its projects. */
export const SCORED: RuleSetText = {
  id: 'scored-40-30-20-10',
  name: '百分制：硬达标 40、企业实力 30、产业协同 20、可落地 10',
  note: '权重、达标线、否决项和判定表取自石家庄装备制造产业园的项目研判；各项怎样给分原件没有写，按“实际÷达标线×权重”和“好、一般、差”三档所设，待核。',
  scope: 'park',
  effectiveFrom: '2024-01-01',
  sources: [{ title: '石家庄装备制造产业园招商项目研判', toBeVerified: true }],
  criteria: [
    veto('dishonest', '失信被执行或有严重信用风险'),
    veto('penaltyOpen', '重大环保、安监处罚未结'),
    veto('illegalLand', '违法违规用地'),
    veto('qualificationMissing', '核心资质缺失且短期不可补齐'),
    measured('investmentIntensity', '投资强度', 20, 300, 300),
    measured('taxPerMu', '亩均税收', 15, 25, 25),
    judged('funds', '资金落实', 5),
    judged('revenueTrend', '营收和税收趋势', 10),
    judged('customers', '客户', 8),
    judged('qualifications', '资质', 7),
    judged('finances', '财务', 5),
    measured('chainFit', '产业契合度', 10, 100),
    judged('supplyMatch', '上下游匹配', 6),
    judged('spillover', '外溢带动', 4),
    judged('premises', '载体', 5),
    judged('approvals', '审批', 4),
    judged('resources', '资源', 1),
  ],
  decision: [
    { vetoed: true, verdict: 'fail' },
    { vetoed: false, thresholdsMet: true, from: 80, verdict: 'pass' },
    { vetoed: false, thresholdsMet: true, from: 60, below: 80, verdict: 'conditional' },
    { vetoed: false, thresholdsMet: true, below: 60, verdict: 'fail' },
    { vetoed: false, thresholdsMet: false, from: 70, verdict: 'conditional' },
    { vetoed: false, thresholdsMet: false, below: 70, verdict: 'fail' },
  ],
}
