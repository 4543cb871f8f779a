import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { extensionPoint } from '~/shared/extension-point'
import { fieldOf } from '../domain/fields'
import { FILTER_NAMES, filterOf, type Comparison, type OwnFilter, type ProjectFilter } from '../domain/filter'
import type { FieldRule } from '../domain/field-kinds'
import { soughtSql, type Sought } from './search'
import { columnOf } from './stored-fields'
import { countedSql, voidedSql } from './counted'
import { openWaiverSql } from './open-waiver-sql'
import { toVerifySql } from './to-verify-sql'
import { projectsInChargeSql, visibleProjectsSql } from './visibility'

/** Filters with a condition that needs nothing but what is asked: a search is read first (`./search`). */
type AskedFilter = Exclude<OwnFilter, 'q'>

type Condition<Name extends AskedFilter> = (
  asked: NonNullable<ProjectFilter[Name]>,
  context: RequestContext,
) => Prisma.Sql

/** Filters that ask about what a room downstream keeps, which brings their conditions. */
type SuppliedFilter = 'batch' | 'event' | 'chainNode'

export type SuppliedConditions = { [Name in SuppliedFilter]?: Condition<Name> }

export const suppliedConditions = extensionPoint<SuppliedConditions>('filters of projects')

/** What the project `p` must satisfy, for each other filter that does not follow from a field. */
const OWN_CONDITIONS: { [Name in Exclude<AskedFilter, SuppliedFilter>]: Condition<Name> } = {
  stage: (stages) => Prisma.sql`p.stage = ANY(${stages}::stage[])`,
  status: (status) => Prisma.sql`p.status = ${status}::project_status`,
  unit: (unit) => Prisma.sql`(p.unit_id = ${unit}::uuid OR p.introduced_by_id = ${unit}::uuid
      OR p.landed_at_id = ${unit}::uuid)`,
  investor: (investor) => Prisma.sql`p.investor_id = ${investor}::uuid`,
  signedFrom: (day) => Prisma.sql`p.signed_from >= ${day}::date`,
  signedTo: (day) => Prisma.sql`p.signed_from <= ${day}::date`,
  nextStepBy: (day) => Prisma.sql`p.next_step_on <= ${day}::date AND p.status = 'active'`,
  notStarted: () => Prisma.sql`p.signed_from IS NOT NULL AND p.started_from IS NULL AND p.status <> 'ended'`,
  openWaiver: () => Prisma.sql`p.status <> 'ended' AND ${openWaiverSql}`,
  toVerify: (_, context) => toVerifySql(context),
  inCharge: (_, { actor }) => projectsInChargeSql(actor),
  voided: () => voidedSql(),
  mine: (_, { actor }) => Prisma.sql`p.unit_id = ${actor.unitId}::uuid`,
}

/** The types of the database in which the fields of a kind are compared and sorted. */
export const COLUMN_TYPES = {
  text: 'text',
  longText: 'text',
  word: 'text',
  uscc: 'text',
  decimal: 'numeric',
  day: 'date',
  reference: 'uuid',
  tick: 'boolean',
} as const satisfies Record<FieldRule['kind'], string>

function compared({ field, operator }: Comparison, asked: unknown): Prisma.Sql {
  const type = COLUMN_TYPES[fieldOf(field).kind]
  const cast = Prisma.raw(type === 'text' ? '' : `::${type}`)
  return Prisma.sql`${Prisma.raw(`p.${columnOf(field)} ${operator}`)} ${asked}${cast}`
}

const isGiven = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

function conditionOf(name: AskedFilter): (asked: never, context: RequestContext) => Prisma.Sql {
  const found = [OWN_CONDITIONS, ...suppliedConditions.all()].find((conditions) => name in conditions)
  const condition = (found as Partial<typeof OWN_CONDITIONS & SuppliedConditions> | undefined)?.[name]
  if (!condition) throw new Error(`No room brings the condition of the filter "${name}"`)
  return condition
}

/** What narrows a list besides its filters. */
export interface Narrowing {
  /** which projects count, on `p.id`, as a room downstream says it; else all that lists are made of */
  within?: Prisma.Sql
  /** what the filter `q` stands for, from `readSought` */
  sought?: readonly Sought[]
}

/**
 * The projects that the actor may see and that satisfy the filters. `within` says itself which projects count: a figure
 * known on an earlier day counts what is 作废 since.
 */
export function filterSql(
  context: RequestContext,
  filter: ProjectFilter,
  { within, sought }: Narrowing = {},
): Prisma.Sql {
  const asked = FILTER_NAMES.filter((name) => name !== 'q' && isGiven(filter[name])).map((name) => {
    const { compares } = filterOf(name)
    if (compares) return compared(compares, filter[name])
    return conditionOf(name as AskedFilter)(filter[name] as never, context)
  })
  if (sought) asked.push(soughtSql(sought))
  const counted = within ?? (filter.voided ? voidedSql() : countedSql)
  return Prisma.join([counted, visibleProjectsSql(context.actor), ...asked], ' AND ')
}

/** Do the filters, but for a search, leave few rows standing? How common its words are is known to the planner. */
export function isNarrow(filter: ProjectFilter, within?: Prisma.Sql): boolean {
  const narrows = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))
  return Boolean(within) || FILTER_NAMES.some((name) => name !== 'q' && !filterOf(name).wide && narrows(filter[name]))
}
