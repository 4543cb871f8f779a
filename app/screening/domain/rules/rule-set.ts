import { z } from 'zod'

/** Who makes the rule, the wider first. */
export const SCOPES = ['nation', 'province', 'county', 'park'] as const
export type Scope = (typeof SCOPES)[number]

export const SCOPE_NAMES: Record<Scope, string> = {
  nation: '国家',
  province: '省',
  county: '县（市、区）',
  park: '园区',
}

/** What comes of a screening, the worst first. */
export const VERDICTS = ['fail', 'unknown', 'conditional', 'pass'] as const
export type Verdict = (typeof VERDICTS)[number]

export const VERDICT_NAMES: Record<Verdict, string> = {
  fail: '不符合',
  unknown: '资料不全，尚不能判定',
  conditional: '有条件符合',
  pass: '符合',
}

/** Expected efficiency class (亩均效益), and how land is supplied to it (分类供地). */
export const CLASSES = ['A', 'B', 'C', 'D'] as const
export type EfficiencyClass = (typeof CLASSES)[number]

export const SUPPLY_BY_CLASS: Record<EfficiencyClass, string> = {
  A: '足额供地',
  B: '分期供地',
  C: '只供标准厂房',
  D: '不供地',
}

/** What is supplied to a class: land, floors of standard factories, or nothing. */
export const SUPPLIED_BY_CLASS: Record<EfficiencyClass, 'plots' | 'floors' | null> = {
  A: 'plots',
  B: 'plots',
  C: 'floors',
  D: null,
}

export const IDENTIFIER = /^[A-Za-z][A-Za-z0-9-]{0,59}$/
export const IDENTIFIER_MESSAGE = '标识由字母开头，字母、数字和短横组成，不超过 60 个字'
const identifier = z.string().regex(IDENTIFIER, IDENTIFIER_MESSAGE)
const label = z.string().trim().min(1, '必填').max(60)
const number = z.number().min(-1e9).max(1e9)
const codes = z
  .array(z.string().regex(/^\d{2,4}$/, '行业代码为两到四位数字'))
  .min(1)
  .max(200)

/** Where a rule is written down; its numbers were not seen there where `toBeVerified`. */
const source = z.strictObject({
  title: z.string().trim().min(1, '必填').max(200),
  number: z.string().trim().max(100).optional(),
  toBeVerified: z.boolean().optional(),
})

/** A number to be reached, the same for all or by industry: the longest code that fits counts, null asks for nothing. */
const limit = z.union([
  number,
  z.strictObject({
    byIndustry: z
      .array(z.strictObject({ label: label.optional(), codes, value: number.nullable() }))
      .min(1)
      .max(200),
    otherwise: number.optional(),
  }),
])

/** A band of values, the lower bound within it and the upper not. */
const band = z.strictObject({ from: number.optional(), below: number.optional(), points: z.number().min(0).max(100) })

const scoring = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('steps'), bands: z.array(band).min(1, '至少写一档').max(50) }),
  /** full points from `base` on; `change` points less for each `per` that is missing (more, beyond, up to `cap`) */
  z.strictObject({
    type: z.literal('linear'),
    base: number,
    points: z.number().min(0).max(100),
    per: z.number().positive(),
    change: z.number().positive(),
    floor: z.number().min(0).max(100),
    cap: z.number().min(0).max(200).optional(),
  }),
  /** value ÷ base × weight, at most `cap` points; `atZero`: what the rule gives where the divisor is 0 */
  z.strictObject({
    type: z.literal('ratio'),
    base: z.number().positive(),
    cap: z.number().min(0).max(1000).optional(),
    atZero: z.number().min(0).max(100).optional(),
  }),
  /** judged, not measured: one of a table's values */
  z.strictObject({
    type: z.literal('categories'),
    choices: z
      .array(z.strictObject({ value: identifier, label, points: z.number().min(0).max(100) }))
      .min(2, '至少写两类')
      .max(20),
  }),
])

const common = {
  id: identifier,
  label,
  source: z.number().int().min(0).max(50).default(0),
  note: z.string().max(300).optional(),
}
const direction = z.enum(['atLeast', 'atMost'])

const criterion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('veto'), ...common }),
  z.strictObject({ kind: z.literal('threshold'), ...common, measure: z.string(), direction, limit }),
  z.strictObject({
    kind: z.literal('scored'),
    ...common,
    weight: z.number().positive().max(100),
    /** left out for what is judged by categories */
    measure: z.string().optional(),
    better: z.enum(['more', 'less']).default('more'),
    scoring,
    /** a line of 达标 beside the points */
    bar: limit.optional(),
  }),
  z.strictObject({ kind: z.literal('info'), ...common, measure: z.string() }),
])

/** A row of the decision table; what it does not name may be either. `from` is within, `below` is not. */
const decisionRow = z.strictObject({
  vetoed: z.boolean().optional(),
  thresholdsMet: z.boolean().optional(),
  from: number.optional(),
  below: number.optional(),
  verdict: z.enum(['pass', 'conditional', 'fail']),
  class: z.enum(CLASSES).optional(),
})

/** By how much a number of the proposal may be bargained over, in its unit. */
const bargain = z.strictObject({
  step: z.number().positive(),
  min: z.number().min(0).optional(),
  max: z.number().positive().optional(),
})

const ownMeasure = z.strictObject({
  id: identifier,
  label,
  unit: z.string().max(20),
  numerator: z.string(),
  denominator: z.string().optional(),
  factor: z.number().positive().optional(),
  better: z.enum(['more', 'less', 'either']),
})

/** The shape of a rule set; whether its rules make sense says `checkRuleSet`. */
export const ruleSetSchema = z.strictObject({
  id: identifier,
  name: z.string().trim().min(1, '必填').max(100),
  note: z.string().max(1000).optional(),
  scope: z.enum(SCOPES),
  /** only for these industries, land uses, parks; all where left out */
  industries: codes.optional(),
  landUses: z
    .array(z.string().regex(/^\d{4,6}$/))
    .min(1)
    .max(50)
    .optional(),
  parkId: z.uuid().optional(),
  effectiveFrom: z.iso.date('施行日期写作 2026-01-01'),
  sources: z.array(source).min(1, '写明至少一个依据').max(50),
  measures: z.array(ownMeasure).max(50).default([]),
  criteria: z.array(criterion).min(1, '至少一条规则').max(200),
  decision: z.array(decisionRow).min(1, '写明判定表').max(50),
  negotiable: z.record(z.string(), bargain).default({}),
})

export type RuleSet = z.output<typeof ruleSetSchema>
export type Criterion = RuleSet['criteria'][number]
export type CriterionOf<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>
export type Limit = z.output<typeof limit>
export type Scoring = z.output<typeof scoring>
export type DecisionRow = RuleSet['decision'][number]
/** As one writes it: what has a preset may be left out. */
export type RuleSetText = z.input<typeof ruleSetSchema>

/** The decision where nothing else is said: a missed threshold means no. */
export const THRESHOLDS_DECIDE: DecisionRow[] = [
  { thresholdsMet: false, verdict: 'fail' },
  { thresholdsMet: true, verdict: 'pass' },
]

/** Code of an industry without the letter of its section; null where it says less than a division. */
export function industryDigits(code: string | undefined): string | null {
  const digits = code?.replace(/\D/g, '') ?? ''
  return digits.length >= 2 ? digits : null
}

/** Whether an industry is one of these or within one of them. */
export const isAmong = (digits: string, of: readonly string[]): boolean => of.some((code) => digits.startsWith(code))
