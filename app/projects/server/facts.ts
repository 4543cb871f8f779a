import type { Tx } from '~/platform/database/client'
import { fromDay, type Day } from '~/shared/day'
import { Prisma } from '~/generated/prisma/client'
import { recordOf } from '~/shared/records'
import { responsible } from '../domain/responsible-unit'
import { fieldOf, fieldsWhere, type Fields, type FieldWith } from '../domain/fields'

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

interface Recorded {
  validFrom: Day | null
  recordedAt: Date
  recordedById: string | null
}

/** Appends what figures group by, when it differs from `before`; the milestones are to be refreshed after it. */
export async function appendFact(
  tx: Tx,
  projectId: string,
  project: FiguredProject,
  { validFrom, recordedAt, recordedById }: Recorded,
  before?: FiguredProject,
): Promise<void> {
  const columns = factColumns(project)
  if (before && same(columns, factColumns(before))) return
  await tx.projectFact.create({
    data: { projectId, ...columns, validFrom: validFrom ? fromDay(validFrom) : null, recordedAt, recordedById },
  })
}

function same(a: FactColumns, b: FactColumns): boolean {
  const number = (value: string | null) => (value === null ? null : Number(value))
  return (
    a.unitId === b.unitId &&
    HISTORY_FIELDS.every((name) =>
      fieldOf(name).kind === 'decimal' ? number(a[name]) === number(b[name]) : a[name] === b[name],
    )
  )
}
