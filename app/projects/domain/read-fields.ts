import type { Day } from '~/shared/day'
import { formatNumber, formatWan } from '~/shared/money'
import { eachField, fieldOf, fieldsWhere } from './fields'
import type { DecimalField, FieldName, Fields, ListedField, OwnField } from './fields'
import type { FieldRule } from './field-kinds'
import type { WholeFormValues } from './input'
import type { PathStage, ProjectStatus } from './stages'

export interface Named {
  id: string
  name: string
}

export interface ReadInvestor extends Named {
  uscc: string | null
  origin: string | null
}

type ReadName<Name extends FieldName> = Fields[Name] extends { as: infer As extends string } ? As : Name

type OrNull<F, Value> = F extends { required: true } ? Value : Value | null

type ReadValue<F extends FieldRule> = F['kind'] extends 'tick'
  ? boolean
  : F['kind'] extends 'reference'
    ? OrNull<F, Named>
    : F['kind'] extends 'day'
      ? Day | null
      : OrNull<F, string>

type Read<Names extends OwnField> = { [Name in Names as ReadName<Name>]: ReadValue<Fields[Name]> } & {
  investor: ReadInvestor | null
}

/** A project's fields as they are read for every page and the API: a decimal as text, a reference as `{ id, name }`. */
export type ProjectFields = Read<OwnField>

/** Those of them that are read with each row of the list. */
export type ListedFields = Read<ListedField>

/** Where a project stands: a cache of its stage events. */
export interface Standing {
  stage: PathStage
  status: ProjectStatus
  /** first possible day of the event that reached `stage` */
  stageOn: Day | null
  /** first and last possible day; where nobody knows the day, the one it counts from and null */
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
}

/** The value of a field among those that were read; undefined where it was not. */
export function readValue(read: Partial<ProjectFields>, name: FieldName): string | boolean | Named | null | undefined {
  const field = fieldOf(name)
  if (field.investor) return read.investor?.[field.investor] ?? null
  const values: Partial<Record<string, string | boolean | Named | null>> = read
  return values[field.kind === 'reference' ? field.as : name]
}

/** The same with decimals as numbers, as programs are answered. */
export type WithNumbers<Read> = { [Name in keyof Read]: Name extends DecimalField ? number | null : Read[Name] }

const DECIMALS = fieldsWhere<DecimalField>(({ kind }) => kind === 'decimal')

export function withNumbers<Read extends Partial<Record<DecimalField, string | null>>>(read: Read): WithNumbers<Read> {
  const numbers = DECIMALS.filter((name) => name in read).map((name) => {
    const value = read[name] ?? null
    return [name, value === null ? null : Number(value)]
  })
  return { ...read, ...Object.fromEntries(numbers) } as WithNumbers<Read>
}

/** What a form starts from. */
export function formValuesOf(read: ProjectFields): WholeFormValues {
  return eachField((name) => {
    const value = readValue(read, name)
    return typeof value === 'object' ? (value?.id ?? null) : value
  })
}

/** A field in words, as record and export say it; null where there is nothing to say. */
export function readInWords(read: Partial<ProjectFields>, name: FieldName): string | null {
  const field = fieldOf(name)
  const value = readValue(read, name)
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'object') return value.name
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (field.kind !== 'decimal') return value
  return field.unit === '万元' ? formatWan(value) : `${formatNumber(value)} ${field.unit}`
}

/** A value of a form or of the log in words: a unit's name for its id, 是 for a tick; blank where there is none. */
export function inWords(name: FieldName, value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const { kind } = fieldOf(name)
  const said = String(value)
  if (kind === 'tick') return ['true', 'on'].includes(said) ? '是' : '否'
  return kind === 'reference' ? (nameOf(said) ?? said) : said
}
