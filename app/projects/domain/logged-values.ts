import type { DayRange } from '~/shared/day'
import { fieldsWhere, type FieldName } from './fields'
import type { Stage } from './stages'

/** What the log of changes says of a project: its fields by the names of its form, and the day of each stage. */
export type LoggedProject = Partial<Record<FieldName | 'landNote', string | boolean | null> & Record<Stage, DayRange>>

/** What imports once called these fields in the log, where it still stands. */
const FORMER_NAMES: Readonly<Record<string, FieldName>> = {
  investor: 'investorName',
  uscc: 'investorUscc',
  introducedBy: 'introducedById',
  landedAt: 'landedAtId',
  park: 'parkId',
}

/** One side of a logged change by the names that hold today, in whatever year it was written. */
export function loggedValues(stored: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(stored ?? {})) {
    if (name === 'events' && Array.isArray(value)) Object.assign(values, daysOfStages(value))
    else values[FORMER_NAMES[name] ?? name] = value
  }
  return values
}

/** The day of each stage under the stage's name. */
export function daysOfStages(
  events: readonly { stage: Stage; occurred: DayRange }[],
): Partial<Record<Stage, DayRange>> {
  return Object.fromEntries(events.map(({ stage, occurred }) => [stage, occurred]))
}

const NAMED_FIELDS = fieldsWhere(({ kind }) => kind === 'reference')

/** Ids of units, parks and teams that stand in a logged change, each of which has a name. */
export function namedIds(...sides: unknown[]): string[] {
  return sides
    .map(loggedValues)
    .flatMap((values) => NAMED_FIELDS.map((field) => values[field]))
    .filter((value) => typeof value === 'string')
}
