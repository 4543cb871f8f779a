import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { parseInput } from '~/shared/input'
import type { CohortBy } from '../domain/cohort-input'
import { cohortRows, type CohortRow, type CountedRow } from '../domain/cohort-rows'
import { clocksAt } from './clocks'
import { cohortsSql } from './cohort-sql'
import { readFigure } from './figure'
import { figureInput, type FigureInput } from './figures-of'

/** The cohorts of `cohorts`, within any scope. @throws AppError forbidden (403), invalid (422) */
export async function cohortTable(call: Call, input: FigureInput, by: CohortBy): Promise<CohortRow[]> {
  assertCan(call.actor, 'figure.read')
  const { asOf, knownOn, days: _, ...scope } = parseInput(figureInput, input)
  return cohortRows(
    by,
    await readFigure<CountedRow>(cohortsSql(call.actor, clocksAt(call.now, { asOf, knownOn }), by, scope)),
  )
}
