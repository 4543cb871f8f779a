import type { Investor, Project } from '~/generated/prisma/client'
import { fromDay, toDay } from '~/shared/day'
import {
  eachField,
  fieldOf,
  OWN_FIELDS,
  type Fields,
  type FieldName,
  type FieldWith,
  type OwnField,
} from '../domain/fields'
import type { WholeFormValues, ProjectInput } from '../domain/input'
import type { Named, ProjectFields } from '../domain/read-fields'

/** A project as Prisma reads it, with its investor. */
export type StoredFields = Pick<Project, OwnField> & {
  investor: Pick<Investor, 'id' | 'name' | 'uscc' | 'origin'> | null
}

/** The same with everything that it refers to. */
type StoredWithNames = StoredFields & { [Name in FieldWith<{ as: string }> as Fields[Name]['as']]: Named | null }

/** The value of a column: a decimal as text, a date as a day. */
function plain(project: StoredFields, name: OwnField): string | boolean | null {
  const value = project[name]
  if (value instanceof Date) return toDay(value)
  return typeof value === 'object' && value !== null ? value.toString() : value
}

/** A stored project as the form's values: what an edit starts from, and what a stale one is shown beside. */
export function projectFormValues(project: StoredFields): WholeFormValues {
  return eachField((name, { investor }) =>
    investor ? (project.investor?.[investor] ?? null) : plain(project, name as OwnField),
  )
}

/** A stored project as it is read. */
export function readFields(project: StoredWithNames): ProjectFields {
  const own = OWN_FIELDS.map((name) => {
    const field = fieldOf(name)
    if (field.kind !== 'reference') return [name, plain(project, name)]
    const named = project[field.as]
    return [field.as, named ? { id: named.id, name: named.name } : null]
  })
  const { investor } = project
  return {
    ...Object.fromEntries(own),
    investor: investor && { id: investor.id, name: investor.name, uscc: investor.uscc, origin: investor.origin },
  }
}

type Columns = { [Name in OwnField]: Fields[Name] extends { kind: 'day' } ? Date | null : ProjectInput[Name] }

/** The columns of the project itself that an input fills. */
export function ownColumns(input: ProjectInput): Columns {
  const columns = OWN_FIELDS.map((name) => {
    const value = input[name]
    return [name, fieldOf(name).kind === 'day' && typeof value === 'string' ? fromDay(value) : value]
  })
  return Object.fromEntries(columns)
}

/** The column of a field in the database; an investor's field has one in the investor's table. */
export function columnOf(name: FieldName): string {
  return fieldOf(name).investor ?? columnNamed(name)
}

/** The column that holds a property: its name in snake case. */
export function columnNamed(property: string): string {
  return property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
}
