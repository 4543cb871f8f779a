import { isKeyOf, wordFor } from '~/shared/records'
import { PROPOSAL_FIELDS } from '../fields'
import { ENERGY_SUMS, MEASURES } from '../measures'
import type { CriterionDraft, LimitDraft, RuleSetDraft } from './draft'
import { SCOPE_NAMES, VERDICT_NAMES } from './rule-set'

export const KIND_NAMES = { veto: '否决项', threshold: '门槛', scored: '评分项', info: '参考项' } as const
export const SCORING_NAMES = { steps: '分档', linear: '线性', ratio: '比值', categories: '类别' } as const
export const DIRECTION_NAMES = { atLeast: '不低于', atMost: '不高于' } as const
export const BETTER_NAMES = { more: '越高越好', less: '越低越好', either: '高低皆可' } as const

interface Quantity {
  value: string
  label: string
  unit: string
  group: string
}

/** What a rule may ask for: the measures of the program, those of the set, and the fields that a proposal gives. */
export function quantities(own: RuleSetDraft['measures'] = []): Quantity[] {
  const entries = (of: Readonly<Record<string, { label: string; unit: string }>>, group: string) =>
    Object.entries(of).map(([value, { label, unit }]) => ({ value, label, unit, group }))
  return [
    ...own.flatMap(({ id, label, unit }) =>
      id === '' ? [] : [{ value: id, label: label || id, unit, group: '自定指标' }],
    ),
    ...entries(MEASURES, '指标'),
    ...entries(ENERGY_SUMS, '能源'),
    ...entries(PROPOSAL_FIELDS, '填报项'),
  ]
}

/** Label and unit of a quantity; its id where nothing knows it. */
export function quantityWords(id: string, own: readonly { id: string; label: string; unit: string }[] = []) {
  const measure = own.find((one) => one.id === id)
  if (measure) return measure
  if (isKeyOf(MEASURES, id)) return MEASURES[id]
  if (isKeyOf(ENERGY_SUMS, id)) return ENERGY_SUMS[id]
  return isKeyOf(PROPOSAL_FIELDS, id) ? PROPOSAL_FIELDS[id] : { label: id, unit: '' }
}

/** The lower bound belongs to the band, the upper does not: 60 至 80（不含）. */
export function boundsWords({ from, below }: { from?: number | string; below?: number | string }): string {
  const [least, end] = [String(from ?? ''), String(below ?? '')]
  if (least !== '' && end !== '') return `${least} 至 ${end}（不含）`
  if (least !== '') return `${least} 及以上`
  return end === '' ? '不限' : `低于 ${end}`
}

function limitWords({ type, value, byIndustry, otherwise }: LimitDraft): string {
  if (type !== 'byIndustry') return value
  const rows = byIndustry.map(({ label, codes, value: each }) => `${label || codes}（${codes}）${each}`)
  return [...rows, ...(otherwise === '' ? [] : [`其他行业 ${otherwise}`])].join('；')
}

function scoringWords({ type, bands, choices, ...numbers }: CriterionDraft['scoring'], weight: string): string {
  const { base, points, per, change, floor, cap, atZero } = numbers
  switch (type) {
    case 'linear':
      return `基准 ${base} 得 ${points} 分，每差 ${per} 增减 ${change} 分，最低 ${floor} 分${cap && `，最高 ${cap} 分`}`
    case 'ratio':
      return `÷ ${base} × ${weight}${cap && `，最高 ${cap} 分`}${atZero && `，除数为零得 ${atZero} 分`}`
    case 'categories':
      return choices.map((row) => `${row.label} ${row.points} 分`).join('，')
    default:
      return bands.map((row) => `${boundsWords(row)} ${row.points} 分`).join('，')
  }
}

/** A rule in one sentence. */
function criterionWords(criterion: CriterionDraft, { measures, sources }: RuleSetDraft): string {
  const { kind, measure, direction, limit, weight, better, bar, scoring, note } = criterion
  const { label, unit } = quantityWords(measure, measures)
  const of = measure === '' ? '' : `${label}${unit && `（${unit}）`}`
  const source = sources[Number(criterion.source || 0)]
  const parts: Record<string, string> = {
    veto: '',
    info: of,
    threshold: `${of}${wordFor(DIRECTION_NAMES, direction)} ${limitWords(limit)}`,
    scored: [
      `权重 ${weight}`,
      of && `${of}${better === 'less' ? '，越低越好' : ''}`,
      scoringWords(scoring, weight),
      bar.type !== '' && `达标线 ${limitWords(bar)}`,
    ]
      .filter(Boolean)
      .join('，'),
  }
  const from = source && [source.title, source.number].filter(Boolean).join(' ')
  return [wordFor(KIND_NAMES, kind), parts[kind] ?? '', from && `依据 ${from}`, note].filter(Boolean).join('；')
}

export const YES_OR_NO = { true: '是', false: '否' } as const
export const EITHER = '不论'

/** What a row of the decision table asks of vetoes or thresholds; without an answer it holds for either. */
export const askedWords = (asked: string | boolean | undefined): string =>
  wordFor({ ...YES_OR_NO, '': EITHER }, String(asked ?? ''))

function decisionWords({
  vetoed,
  thresholdsMet,
  from,
  below,
  verdict,
  class: grade,
}: RuleSetDraft['decision'][number]) {
  const score = from !== '' || below !== '' ? `，得分 ${boundsWords({ from, below })}` : ''
  const outcome = `${wordFor(VERDICT_NAMES, verdict)}${grade && `，${grade} 类`}`
  return `有否决项 ${askedWords(vetoed)}，门槛达标 ${askedWords(thresholdsMet)}${score} → ${outcome}`
}

/** A rule set as lines of words, each under its own name: what the log keeps and versions are compared by. */
export function ruleSetWords(draft: RuleSetDraft): Record<string, string> {
  const lines: [string, string][] = [
    ['名称', draft.name],
    ['说明', draft.note],
    ['范围', wordFor(SCOPE_NAMES, draft.scope)],
    ['只用于行业', draft.industries],
    ['只用于用地', draft.landUses],
    ['只用于园区', draft.parkId],
    ['施行日期', draft.effectiveFrom],
    ...draft.sources.map(({ title, number, toBeVerified }, at): [string, string] => [
      `依据 ${at + 1}`,
      [title, number, toBeVerified === 'true' && '待核'].filter(Boolean).join(' '),
    ]),
    ...draft.measures.map(({ label, id, unit, numerator, denominator, factor, better }): [string, string] => [
      `指标 ${label || id}`,
      `${[numerator, denominator].filter(Boolean).join(' ÷ ')}${factor && ` × ${factor}`} ${unit}，${wordFor(BETTER_NAMES, better)}`,
    ]),
    ...draft.criteria.map((criterion): [string, string] => [
      `规则 ${criterion.label || criterion.id}`,
      criterionWords(criterion, draft),
    ]),
    ...draft.decision.map((row, at): [string, string] => [`判定 ${at + 1}`, decisionWords(row)]),
    ...draft.negotiable.map(({ field, step, min, max }): [string, string] => [
      `可商议 ${quantityWords(field).label}`,
      `每次 ${step}${min && `，最少 ${min}`}${max && `，最多 ${max}`}`,
    ]),
  ]
  const words: Record<string, string> = {}
  for (const [name, said] of lines) {
    let key = name
    for (let n = 2; Object.hasOwn(words, key); n++) key = `${name}（${n}）`
    if (said !== '') words[key] = said
  }
  return words
}

export interface WordedChange {
  name: string
  before: string
  after: string
}

/** Line by line what differs between two sets; '' where one has no such line. */
export function ruleSetChanges(before: RuleSetDraft, after: RuleSetDraft): WordedChange[] {
  const [was, is] = [ruleSetWords(before), ruleSetWords(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({ name, before: was[name] ?? '', after: is[name] ?? '' }))
    .filter((change) => change.before !== change.after)
}
