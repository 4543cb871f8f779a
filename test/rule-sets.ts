import fc from 'fast-check'
import { checkRuleSet } from '~/screening/domain/rules/check'
import { ruleSetSchema, type RuleSet, type RuleSetText } from '~/screening/domain/rules/rule-set'

type CriterionText = RuleSetText['criteria'][number]

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const words = fc.constantFrom('投资强度', '“亩均”, 税收', '=1+1', '007', '一、二；三', '<甲 & 乙>', '不限', '是')
const amount = fc.integer({ min: 1, max: 1_000_000 }).map((hundredths) => hundredths / 100)

const source = fc.record({ title: words, number: words, toBeVerified: fc.constant(true) }, { requiredKeys: ['title'] })

const limit = fc.oneof(
  amount,
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom('13', '14', '30', '304', '35', '3511'), { minLength: 1, maxLength: 5 }),
      fc.array(fc.record({ label: maybe(words), value: fc.option(amount) }), { minLength: 5, maxLength: 5 }),
      maybe(amount),
    )
    .map(([codes, rows, otherwise]) => ({
      byIndustry: codes.map((code, at) => ({
        codes: [code],
        value: rows[at]?.value ?? null,
        ...(rows[at]?.label === undefined ? {} : { label: rows[at]?.label }),
      })),
      ...(otherwise === undefined ? {} : { otherwise }),
    })),
)

const common = fc.record({ label: words, note: maybe(words) }).map(({ label, note }) => ({
  label,
  ...(note === undefined ? {} : { note }),
}))

/** Rising bounds and points, the last point the weight. */
const steps = (weight: number) =>
  fc.uniqueArray(amount, { minLength: 1, maxLength: 4 }).map((given) => {
    const bounds = given.toSorted((one, other) => one - other)
    return {
      type: 'steps' as const,
      bands: [...bounds, undefined].map((below, at) => ({
        ...(at === 0 ? {} : { from: bounds[at - 1] }),
        ...(below === undefined ? {} : { below }),
        points: (weight * at) / bounds.length,
      })),
    }
  })

const scorings = (weight: number) =>
  fc.oneof(
    steps(weight),
    fc.record({
      type: fc.constant('linear' as const),
      base: amount,
      points: fc.constant(weight),
      per: amount,
      change: amount,
      floor: fc.constant(0),
    }),
    fc.record(
      { type: fc.constant('ratio' as const), base: amount, cap: fc.constant(weight), atZero: fc.constant(1) },
      { requiredKeys: ['type', 'base'] },
    ),
  )

const judged = (weight: number): CriterionText => ({
  kind: 'scored',
  id: 'judged',
  label: '评判',
  weight,
  scoring: {
    type: 'categories',
    choices: [
      { value: 'good', label: '好', points: weight },
      { value: 'poor', label: '差', points: 0 },
    ],
  },
})

const texts = fc
  .record({
    name: words,
    note: maybe(words),
    scope: fc.constantFrom('nation' as const, 'province' as const, 'county' as const, 'park' as const),
    industries: maybe(fc.constant<string[]>(['13', '3511'])),
    landUses: maybe(fc.constant<string[]>(['100101'])),
    sources: fc.array(source, { minLength: 1, maxLength: 3 }),
    own: fc.boolean(),
    veto: maybe(common),
    threshold: maybe(fc.tuple(common, limit)),
    info: maybe(common),
    scored: maybe(
      fc.integer({ min: 1, max: 99 }).chain((weight) => fc.tuple(fc.constant(weight), scorings(weight), maybe(limit))),
    ),
    negotiable: fc.constantFrom<NonNullable<RuleSetText['negotiable']>>(
      {},
      { landMu: { step: 0.5, min: 10, max: 200 } },
      { energy: { step: 1 } },
    ),
  })
  .map(({ name, note, scope, industries, landUses, sources, own, veto, threshold, info, scored, negotiable }) => {
    const at = sources.length - 1
    const [weight = 0, scoring, bar] = scored ?? []
    const criteria: CriterionText[] = [
      ...(veto ? [{ kind: 'veto' as const, id: 'v', source: at, ...veto }] : []),
      ...(threshold
        ? [
            {
              kind: 'threshold' as const,
              id: 't',
              measure: 'investmentIntensity',
              direction: 'atLeast' as const,
              limit: threshold[1],
              ...threshold[0],
            },
          ]
        : []),
      ...(scoring
        ? [
            {
              kind: 'scored' as const,
              id: 's',
              label: '得分',
              weight,
              measure: own ? 'own' : 'taxPerMu',
              scoring,
              ...(bar === undefined ? {} : { bar }),
            },
            judged(100 - weight),
          ]
        : []),
      ...(info ? [{ kind: 'info' as const, id: 'i', measure: 'landMu', ...info }] : []),
    ]
    const measures = own
      ? [
          {
            id: 'own',
            label: '自定',
            unit: '万元',
            numerator: 'taxPerMu',
            denominator: 'staff',
            better: 'more' as const,
          },
        ]
      : []
    const text: RuleSetText = {
      id: 'sound',
      name,
      ...(note === undefined ? {} : { note }),
      scope,
      ...(industries && { industries }),
      ...(landUses && { landUses }),
      effectiveFrom: '2026-01-01',
      sources,
      measures,
      criteria: criteria.length > 0 ? criteria : [{ kind: 'veto', id: 'v', label: '否决' }],
      decision: decisionOf(veto !== undefined || criteria.length === 0, threshold || bar !== undefined, scored),
      negotiable,
    }
    return ruleSetSchema.parse(text)
  })

function decisionOf(vetoes: boolean, thresholds: unknown, scored: unknown): RuleSetText['decision'] {
  const clear = vetoes ? { vetoed: false } : {}
  const met = thresholds ? { thresholdsMet: true } : {}
  return [
    ...(vetoes ? [{ vetoed: true, verdict: 'fail' as const }] : []),
    ...(thresholds ? [{ ...clear, thresholdsMet: false, verdict: 'fail' as const }] : []),
    ...(scored
      ? [
          { ...clear, ...met, from: 80, verdict: 'pass' as const, class: 'A' as const },
          { ...clear, ...met, from: 59.5, below: 80, verdict: 'conditional' as const },
          { ...clear, ...met, below: 59.5, verdict: 'fail' as const },
        ]
      : [{ ...clear, ...met, verdict: 'pass' as const }]),
  ]
}

/** Sound rule sets of every kind, for laws. */
export const soundSets: fc.Arbitrary<RuleSet> = texts.filter((set) => checkRuleSet(set).length === 0)
