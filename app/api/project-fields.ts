import { z } from 'zod'
import { fieldOf, fieldsWhere, LISTED_FIELDS, OWN_FIELDS } from '~/projects/domain/fields'
import type { DecimalField, OwnField } from '~/projects/domain/fields'
import type { ListedFields, ProjectFields } from '~/projects/domain/read-fields'
import { day, named, number } from './schemas'

type Answered<Read> = { [Name in keyof Read]: Name extends DecimalField ? number | null : Read[Name] }

/** Schemas of the fields that were read, as the API answers them; the investor has its own. */
type Shape<Read> = {
  [Name in Exclude<keyof Read, 'investor'>]: z.ZodType<Answered<Read>[Name], Answered<Read>[Name]>
}

function schemaOf(name: OwnField): z.ZodType {
  const field = fieldOf(name)
  const required = 'required' in field && field.required
  switch (field.kind) {
    case 'tick':
      return z.boolean().describe(field.label)
    case 'decimal':
      return z.number().nullable().describe(`${field.label}，${field.unit}`)
    case 'day':
      return day.nullable().describe(field.label)
    case 'reference':
      return (required ? named : named.nullable()).describe(field.label)
    default:
      return (required ? z.string() : z.string().nullable()).describe(field.label)
  }
}

function shapeOf<Read>(names: readonly OwnField[]): Shape<Read> {
  const shape = names.map((name) => {
    const field = fieldOf(name)
    return [field.kind === 'reference' ? field.as : name, schemaOf(name)]
  })
  return Object.fromEntries(shape) as Shape<Read>
}

export const listedShape = shapeOf<ListedFields>(LISTED_FIELDS)
export const recordShape = shapeOf<ProjectFields>(OWN_FIELDS)

const DECIMALS = fieldsWhere<DecimalField>(({ kind }) => kind === 'decimal')

/** What was read, with its decimals as numbers. */
export function withNumbers<Read extends Partial<Record<DecimalField, string | null>>>(read: Read): Answered<Read> {
  const numbers = DECIMALS.filter((name) => name in read).map((name) => [name, number(read[name] ?? null)])
  return { ...read, ...Object.fromEntries(numbers) } as Answered<Read>
}
