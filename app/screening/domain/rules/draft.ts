import { z } from 'zod'
import { Decimal } from '~/shared/money'
import { isRecord } from '~/shared/records'
import type { Criterion, Limit, RuleSet, Scoring } from './rule-set'

/**
 * A rule set as it stands in the boxes of the editor: texts, shaped as the rule set is, with whatever faults. Ticks are
 * 'true' or ''.
 */

/** Whatever stands there as text: a draft is never refused, only judged. */
const text = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string'
      ? value.trim()
      : typeof value === 'number' || typeof value === 'boolean'
        ? said(value)
        : '',
  )

/** Rows that a form sends with holes between them close up. */
const rows = <Row extends z.ZodType>(row: Row) =>
  z.preprocess((given) => (Array.isArray(given) ? given.filter(isRecord) : []), z.array(row))
const part = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const whole = z.object(shape)
  return z.preprocess((given) => (isRecord(given) ? given : {}), whole)
}

const limitDraft = part({
  /** 'same', 'byIndustry', and '' where there is none */
  type: text,
  value: text,
  byIndustry: rows(z.object({ label: text, codes: text, value: text })),
  otherwise: text,
})

const criterionDraft = z.object({
  kind: text,
  id: text,
  label: text,
  /** the place of the document among the sources, from 0 */
  source: text,
  note: text,
  measure: text,
  direction: text,
  limit: limitDraft,
  weight: text,
  better: text,
  bar: limitDraft,
  scoring: part({
    type: text,
    base: text,
    points: text,
    per: text,
    change: text,
    floor: text,
    cap: text,
    atZero: text,
    bands: rows(z.object({ from: text, below: text, points: text })),
    choices: rows(z.object({ value: text, label: text, points: text })),
  }),
})

const ruleSetDraft = z.object({
  name: text,
  note: text,
  scope: text,
  industries: text,
  landUses: text,
  parkId: text,
  effectiveFrom: text,
  sources: rows(z.object({ title: text, number: text, toBeVerified: text })),
  measures: rows(
    z.object({
      id: text,
      label: text,
      unit: text,
      numerator: text,
      denominator: text,
      factor: text,
      better: text,
    }),
  ),
  criteria: rows(criterionDraft),
  decision: rows(z.object({ vetoed: text, thresholdsMet: text, from: text, below: text, verdict: text, class: text })),
  negotiable: rows(z.object({ field: text, step: text, min: text, max: text })),
})

export type RuleSetDraft = z.output<typeof ruleSetDraft>
export type CriterionDraft = RuleSetDraft['criteria'][number]
export type LimitDraft = CriterionDraft['limit']

/** A draft from whatever a form or the database holds. */
export const draftFrom = (given: unknown): RuleSetDraft => ruleSetDraft.parse(isRecord(given) ? given : {})

const said = (value: string | number | boolean | null | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'number' ? plainNumber(value) : String(value)

/** Without an exponent, which nobody types. */
const plainNumber = (value: number): string => new Decimal(value).toFixed()

/** A rule set as its draft's texts. */
export function draftOf(ruleSet: RuleSet): RuleSetDraft {
  const { name, note, scope, industries, landUses, parkId, effectiveFrom } = ruleSet
  return {
    name,
    note: said(note),
    scope,
    industries: said(industries?.join(' ')),
    landUses: said(landUses?.join(' ')),
    parkId: said(parkId),
    effectiveFrom,
    sources: ruleSet.sources.map(({ title, number, toBeVerified }) => ({
      title,
      number: said(number),
      toBeVerified: toBeVerified ? 'true' : '',
    })),
    measures: ruleSet.measures.map(({ denominator, factor, ...measure }) => ({
      ...measure,
      denominator: said(denominator),
      factor: said(factor),
    })),
    criteria: ruleSet.criteria.map(criterionAsDraft),
    decision: ruleSet.decision.map((row) => ({
      vetoed: said(row.vetoed),
      thresholdsMet: said(row.thresholdsMet),
      from: said(row.from),
      below: said(row.below),
      verdict: row.verdict,
      class: said(row.class),
    })),
    negotiable: Object.entries(ruleSet.negotiable).map(([field, { step, min, max }]) => ({
      field,
      step: said(step),
      min: said(min),
      max: said(max),
    })),
  }
}

function criterionAsDraft(criterion: Criterion): CriterionDraft {
  const { kind, id, label, note } = criterion
  const measured = 'measure' in criterion ? said(criterion.measure) : ''
  const threshold = criterion.kind === 'threshold' ? criterion : undefined
  const scored = criterion.kind === 'scored' ? criterion : undefined
  return {
    kind,
    id,
    label,
    note: said(note),
    source: String(criterion.source),
    measure: measured,
    direction: said(threshold?.direction),
    limit: limitAsDraft(threshold?.limit),
    weight: said(scored?.weight),
    better: said(scored?.better),
    bar: limitAsDraft(scored?.bar),
    scoring: scoringAsDraft(scored?.scoring),
  }
}

function limitAsDraft(limit: Limit | undefined): LimitDraft {
  if (limit === undefined) return { type: '', value: '', byIndustry: [], otherwise: '' }
  if (typeof limit === 'number') return { type: 'same', value: said(limit), byIndustry: [], otherwise: '' }
  const byIndustry = limit.byIndustry.map(({ label, codes, value }) => ({
    label: said(label),
    codes: codes.join(' '),
    value: value === null ? NO_LIMIT : said(value),
  }))
  return { type: 'byIndustry', value: '', byIndustry, otherwise: said(limit.otherwise) }
}

/** In the place of a number: the rule asks nothing of this industry. */
export const NO_LIMIT = '不限'

function scoringAsDraft(scoring: Scoring | undefined): CriterionDraft['scoring'] {
  const empty = { base: '', points: '', per: '', change: '', floor: '', cap: '', atZero: '', bands: [], choices: [] }
  if (!scoring) return { type: '', ...empty }
  const { type } = scoring
  switch (scoring.type) {
    case 'steps': {
      const bands = scoring.bands.map((band) => ({
        from: said(band.from),
        below: said(band.below),
        points: said(band.points),
      }))
      return { ...empty, type, bands }
    }
    case 'linear': {
      const { base, points, per, change, floor, cap } = scoring
      const numbers = { base, points, per, change, floor, cap }
      return {
        ...empty,
        type,
        ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, said(value)])),
      }
    }
    case 'ratio':
      return { ...empty, type, base: said(scoring.base), cap: said(scoring.cap), atZero: said(scoring.atZero) }
    case 'categories':
      return { ...empty, type, choices: scoring.choices.map((row) => ({ ...row, points: said(row.points) })) }
  }
}
