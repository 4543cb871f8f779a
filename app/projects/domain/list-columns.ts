import { z } from 'zod'
import { FIELD_NAMES, fieldOf, LISTED_FIELDS, OWN_FIELDS, shortLabel } from './fields'
import type { FieldName, OwnField } from './fields'

/** Columns of what follows from a project's stages and units, or was noted when it was saved. */
export const DERIVED_COLUMNS = {
  stage: '阶段',
  unit: '责任单位',
  signed: '签约',
  started: '开工',
  updated: '更新',
} as const

/** The key of a field's column. */
export const columnOfField = (name: FieldName): string => fieldOf(name).listKey ?? name

/** What each column that can be chosen is called, by its key; the name stands in every list. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...FIELD_NAMES.filter((name) => name !== 'name').map((name) => [columnOfField(name), shortLabel(name)] as const),
  ...Object.entries(DERIVED_COLUMNS),
])

/** Those that stand in the list until somebody chooses. */
export const USUAL_COLUMNS: readonly string[] = [...LABELS.keys()].filter((key) => {
  const field = FIELD_NAMES.find((name) => columnOfField(name) === key)
  return field ? fieldOf(field).list === 'column' : key !== 'updated'
})

/** Choosing none is choosing the usual ones. Columns that there are no more are left out. */
export const listColumnsInput = z.object({
  columns: z
    .array(z.string())
    .default([])
    .transform((keys) => [...LABELS.keys()].filter((key) => keys.includes(key))),
})

export const columnLabels = (keys: readonly string[]): string[] => keys.flatMap((key) => LABELS.get(key) ?? [])

/** The fields that a list with these columns reads: those that every list does, and what else they show. */
export const fieldsOfColumns = (keys: readonly string[]): OwnField[] =>
  OWN_FIELDS.filter((name) => LISTED_FIELDS.some((listed) => listed === name) || keys.includes(columnOfField(name)))
