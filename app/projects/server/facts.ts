import type { Tx } from '~/platform/database/client'
import { insertRows, newId } from '~/platform/database/bulk'
import type { Day } from '~/shared/day'
import { Prisma } from '~/generated/prisma/client'
import { recordOf } from '~/shared/records'
import { responsible } from '../domain/responsible-unit'
import { fieldOf, fieldsWhere, type Fields, type FieldWith } from '../domain/fields'
import { columnOf } from './stored-fields'

type WithHistory = FieldWith<{ history: true }>

/** Fields whose earlier values are kept. */
export const HISTORY_FIELDS = fieldsWhere<WithHistory>(({ history }) => history === true)

/** What figures group and sum by. */
export type FiguredProject = {
  [Name in WithHistory]: Fields[Name]['kind'] extends 'decimal' ? { toString(): string } | null : string | null
} & { unitId: string; introducedById: string | null; landedAtId: string | null }

type FactColumns = Record<WithHistory, string | null> & { unitId: string }

/** The responsible unit of a row of `project`, in SQL. */
export const responsibleUnitSql = Prisma.sql`coalesce(p.landed_at_id, p.introduced_by_id, p.unit_id)`

/** One row of the history, under the responsible unit. */
export function factColumns(project: FiguredProject): FactColumns {
  const { landedAtId: landedAt, introducedById: introducedBy, unitId: unit } = project
  const kept = recordOf(HISTORY_FIELDS, (name) => project[name]?.toString() ?? null)
  return {
    unitId: responsible({ landedAt, introducedBy, unit }),
    ...kept,
  }
}

const FACT_FIELDS = ['unitId' as const, ...HISTORY_FIELDS].map((name) => ({ name, column: columnOf(name) }))

/** What is written of a row of the history. */
export const FACT_ROW_COLUMNS = [
  'id',
  'project_id',
  'valid_from',
  'recorded_at',
  'recorded_by_id',
  'import_row_id',
  ...FACT_FIELDS.map(({ column }) => column),
]

interface Recorded {
  validFrom: Day | null
  recordedAt: Date
  recordedById: string | null
  importRowId?: string
}

/** A row of the history in the columns of its table. */
export function factRow(projectId: string, project: FiguredProject, recorded: Recorded) {
  const fact = factColumns(project)
  return {
    id: newId(),
    project_id: projectId,
    valid_from: recorded.validFrom,
    recorded_at: recorded.recordedAt,
    recorded_by_id: recorded.recordedById,
    import_row_id: recorded.importRowId ?? null,
    ...Object.fromEntries(FACT_FIELDS.map(({ name, column }) => [column, fact[name]])),
  }
}

/** Appends what figures group by, when it differs from `before`; the milestones are to be refreshed after it. */
export async function appendFact(
  tx: Tx,
  projectId: string,
  project: FiguredProject,
  recorded: Recorded,
  before?: FiguredProject,
): Promise<void> {
  if (before && sameFacts(project, before)) return
  await insertRows(tx, 'project_fact', FACT_ROW_COLUMNS, [factRow(projectId, project, recorded)])
}

/** Nothing that figures group or sum by differs. */
export function sameFacts(one: FiguredProject, other: FiguredProject): boolean {
  const [a, b] = [factColumns(one), factColumns(other)]
  const number = (value: string | null) => (value === null ? null : Number(value))
  return (
    a.unitId === b.unitId &&
    HISTORY_FIELDS.every((name) =>
      fieldOf(name).kind === 'decimal' ? number(a[name]) === number(b[name]) : a[name] === b[name],
    )
  )
}
