import { Decimal, formatNumber } from '~/shared/money'
import { isKeyOf } from '~/shared/records'
import { ENERGY_CARRIERS } from '../energy/carriers'
import { PROPOSAL_FIELDS } from '../fields'
import type { ScreeningInputs } from '../inputs'
import { UNIT_NAMES } from '../form'
import type { Change } from './changes'
import { SCOPE_NAMES } from '../rules/rule-set'
import type { CriterionResult, Evaluation } from './evaluate'

export const STATUS_NAMES: Record<CriterionResult['status'], string> = {
  pass: '达标',
  fail: '不达标',
  unknown: '资料不全',
  info: '参考',
}

/** Ids and units of what a change is about: of energy the carrier of that entry. */
function named(field: string, inputs: ScreeningInputs): { label: string; unit: string } {
  if (isKeyOf(PROPOSAL_FIELDS, field)) return PROPOSAL_FIELDS[field]
  const entry = inputs.energy?.[Number(field.split('.')[1])]
  if (!entry) return { label: field, unit: '' }
  const label = isKeyOf(ENERGY_CARRIERS, entry.carrier) ? ENERGY_CARRIERS[entry.carrier].label : entry.carrier
  return { label: `${label}用量`, unit: UNIT_NAMES[entry.unit] ?? entry.unit }
}

/** 48 亩, 36.7%. */
export const inUnit = (number: string, unit: string): string =>
  unit === '%' ? `${number}%` : `${number} ${unit}`.trim()

/** 用地面积减至 48 亩; 固定资产投资增加 200 万元，至 5,000 万元. */
export function changeWords({ field, from, to }: Change, inputs: ScreeningInputs): string {
  const { label, unit } = named(field, inputs)
  const text = (value: Decimal.Value) => inUnit(exact(value), unit)
  if (to < from) return `${label}减至 ${text(to)}`
  return `${label}增加 ${text(new Decimal(to).minus(from))}，至 ${text(to)}`
}

/** What would mend one criterion: any one of these. */
export const mendWords = ({ minimalChange }: CriterionResult, inputs: ScreeningInputs): string =>
  minimalChange.map((change) => changeWords(change, inputs)).join('；或')

const exact = (value: Decimal.Value) => formatNumber(value, 4)

/** Two places, more where they decide. */
const close = (value: number, margin: number | null) =>
  formatNumber(value, margin !== null && Math.abs(margin) < 0.01 ? 4 : 2)

/** ≥ 100 万元/亩. */
export function demandWords({ threshold, direction, unit, kind, maxPoints }: CriterionResult): string {
  if (threshold !== null) return `${direction === 'atMost' ? '≤' : '≥'} ${inUnit(exact(threshold), unit)}`
  if (kind === 'veto') return '不得存在'
  return maxPoints === null ? '' : `满分 ${exact(maxPoints)}`
}

/** What it is: the number, the answer or the points. */
export function actualWords({ kind, status, actual, unit, points, margin }: CriterionResult): string {
  if (kind === 'veto') return { fail: '存在', pass: '未发现', unknown: '未查', info: '' }[status]
  const measured = actual === null ? '' : inUnit(close(actual, margin), unit)
  const scored = points === null ? '' : `${exact(points)} 分`
  return [measured, scored].filter(Boolean).join('，') || '未知'
}

export const marginWords = ({ margin, unit }: CriterionResult): string =>
  margin === null ? '' : `${margin < 0 ? '差' : '余'} ${inUnit(close(Math.abs(margin), margin), unit)}`

/** 84.5 分, or what it can still come to. */
export function scoreWords({ score, scoreRange }: Evaluation): string | null {
  if (score !== null) return `${exact(score)} 分`
  if (!scoreRange) return null
  return `${exact(scoreRange.from)} 到 ${scoreRange.to === null ? '更多' : exact(scoreRange.to)} 分，待补资料`
}

/** Whose rules they are, and the document that they stand in where it is one. */
export function ruleSetTitle(criteria: readonly CriterionResult[]): { scope: string; source: string | null } {
  const [first] = criteria
  if (!first) return { scope: '', source: null }
  const same = criteria.every(({ source }) => source === first.source)
  return {
    scope: `${SCOPE_NAMES[first.scope]}规定`,
    source: same ? `${first.source}${first.toBeVerified ? '（待核）' : ''}` : null,
  }
}

/** The criteria of each rule set together, in their order. */
export function criteriaByRuleSet(criteria: readonly CriterionResult[]): CriterionResult[][] {
  const groups = new Map<string, CriterionResult[]>()
  for (const one of criteria) groups.set(one.ruleSet, [...(groups.get(one.ruleSet) ?? []), one])
  return [...groups.values()]
}
