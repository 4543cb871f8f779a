import { z } from 'zod'
import { fieldOf, LISTED_FIELDS, OWN_FIELDS } from '~/projects/domain/fields'
import type { OwnField } from '~/projects/domain/fields'
import type { ListedFields, ProjectFields, WithNumbers } from '~/projects/domain/read-fields'
import { daySchema, named } from './schemas'

/** Schemas of the fields that were read, as the API answers them; the investor has its own. */
type Shape<Read> = {
  [Name in Exclude<keyof Read, 'investor'>]: z.ZodType<WithNumbers<Read>[Name], WithNumbers<Read>[Name]>
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
      return daySchema.nullable().describe(field.label)
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
