import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { parseInput } from '~/shared/input'
import { cohortInput, type CohortInput } from '../domain/cohort-input'
import { cohortRows, type CohortRow, type CountedRow } from '../domain/cohort-rows'
import { cohortsSql } from './cohort-sql'
import { readFigure } from './figure'
import { clocksAt } from './clocks'

/**
 * Projects by when they were signed, and how far these had come by `asOf` as known on `knownOn`; of what the actor may see.
 * @throws AppError forbidden (403), invalid (422)
 */
export async function cohorts(call: Call, input: CohortInput): Promise<{ rows: CohortRow[] }> {
  assertCan(call.actor, 'figure.read')
  const { by, ...period } = parseInput(cohortInput, input)
  const query = cohortsSql(call.actor, clocksAt(call.now, period), by, period)
  return { rows: cohortRows(by, await readFigure<CountedRow>(query)) }
}
