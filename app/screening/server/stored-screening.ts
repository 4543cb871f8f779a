import type { Prisma } from '~/generated/prisma/client'
import { toDay, type Day } from '~/shared/day'
import { energyTerms, type EnergyTerms } from '../domain/energy/terms'
import { evaluate, type Evaluation, type Exception } from '../domain/evaluation/evaluate'
import { screeningInputs, type ScreeningInputs } from '../domain/inputs'
import { ruleSetSchema, type RuleSet } from '../domain/rules/rule-set'
import { dossierSchema, type Dossier } from '../domain/screening'
import { z } from 'zod'

export const STORED_SELECT = {
  id: true,
  projectId: true,
  number: true,
  depth: true,
  state: true,
  inputs: true,
  dossier: true,
  rules: true,
  ruleSetIds: true,
  terms: true,
  evaluatedOn: true,
  version: true,
  recordedAt: true,
  concludedAt: true,
  exceptions: { orderBy: [{ ruleSetId: 'asc' }, { criterion: 'asc' }] },
} satisfies Prisma.ScreeningSelect

type StoredRow = Prisma.ScreeningGetPayload<{ select: typeof STORED_SELECT }>

/** A screening with what it comes to: computed again from its inputs and the rules that it was made by. */
export interface JudgedScreening {
  inputs: ScreeningInputs
  dossier: Partial<Dossier>
  ruleSets: RuleSet[]
  exceptions: (Exception & { document: string | null })[]
  on: Day
  /** those of the day; undefined where none were kept yet */
  terms: EnergyTerms | undefined
  evaluation: Evaluation
}

/** Order of judging: the wider rule before the more local one, which has the say about points and class. */
const SCOPE_ORDER = { nation: 0, province: 1, county: 2, park: 3 } as const

export const inOrder = (sets: readonly RuleSet[]): RuleSet[] =>
  sets.toSorted((one, other) => SCOPE_ORDER[one.scope] - SCOPE_ORDER[other.scope] || (one.id < other.id ? -1 : 1))

/** What a stored screening says and comes to. */
export function judged(row: StoredRow): JudgedScreening {
  const inputs = storedInputs(row.inputs)
  const ruleSets = z.array(ruleSetSchema).parse(row.rules)
  const exceptions = row.exceptions.map(({ ruleSetId, criterion, allowedBy, reason, document }) => ({
    ruleSet: ruleSetId,
    criterion,
    by: allowedBy,
    reason,
    document,
  }))
  const on = toDay(row.evaluatedOn)
  const terms = row.terms === null ? undefined : energyTerms.parse(row.terms)
  return {
    inputs,
    dossier: dossierSchema.partial().parse(row.dossier),
    ruleSets,
    exceptions,
    on,
    terms,
    evaluation: evaluate(ruleSets, inputs, { on, terms, exceptions }),
  }
}

export const storedInputs = (json: unknown): ScreeningInputs => screeningInputs.parse(json)

/** The columns that lists read: what an evaluation came to. */
export const outcomeOf = ({ verdict, score, class: efficiency }: Evaluation) => ({
  verdict,
  score,
  class: efficiency,
})
