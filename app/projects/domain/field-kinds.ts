import { z } from 'zod'
import type { ActionOn } from '~/auth/domain/can'
import * as inputs from '~/shared/field-inputs'
import { tidyName } from '~/shared/text'
import type { ProjectSubject } from './visibility'

/** Where a field is used besides form, record, API, export and log, where every field is. */
export interface FieldUses {
  /** said in column heads and on the record, where the label is too long */
  short?: string
  hint?: string
  /** kept with the investor, in this column of it */
  investor?: 'name' | 'uscc' | 'origin'
  /** read with each row of every list: as a column that stands there until others are chosen, or for whoever needs it */
  list?: 'column' | 'read'
  /** name of the list's column in addresses; the field's own unless given */
  listKey?: string
  /** the list can be sorted by it */
  sorts?: true
  /** its earlier values are kept (`project_fact`), because figures are as of a day */
  history?: true
  /** whoever may edit the project still needs this right to change it; a refusal says why */
  guard?: { action: ActionOn<ProjectSubject>; refusal: string }
  /** how ledgers call it */
  ledger?: LedgerWords
}

/** How counties call a field in their ledgers. */
export interface LedgerWords {
  /** whole headers, bare of units, brackets and blanks; earlier ones win a tie */
  names: readonly string[]
  /** tried when no whole header fits */
  like?: RegExp
  /** a header with these words is another column, whatever else it says */
  not?: RegExp
  /** what the column is called, where the form's label is too general */
  label?: string
  /** how to correct a cell by hand */
  hint?: string
  /** characters kept of a cell, where these are fewer than the form takes */
  max?: number
}

/** The headers of a field, separated by blanks; it is then read from ledgers. */
export const headers = (names: string, more: Omit<LedgerWords, 'names'> = {}): LedgerWords => ({
  names: names.split(' '),
  ...more,
})

/** Under which name a reference is read. */
export type ReadAs = 'unit' | 'team' | 'introducedBy' | 'landedAt' | 'park'

interface Declared extends FieldUses {
  label: string
  input: z.ZodType
}

/** A field whatever its kind. */
export type FieldRule = Declared &
  (
    | { kind: 'text' | 'longText' | 'word'; max: number; required?: true; offered?: readonly string[] }
    | { kind: 'uscc' }
    | { kind: 'day'; /** it is to come */ ahead?: true }
    | { kind: 'decimal'; unit: string; max: number }
    | { kind: 'reference'; to: 'unit' | 'park' | 'team'; as: ReadAs; blank: string; required?: true }
    | { kind: 'tick'; says: string }
  )

interface TextUses extends FieldUses {
  max: number
}

/** A name that must be given, of at least two characters. */
export const name = <const Uses extends TextUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'text' as const,
  required: true as const,
  label,
  input: z
    .string({ error: `请填写${label}` })
    .transform(tidyName)
    .pipe(z.string().min(2, `请填写${label}（至少 2 个字）`).max(uses.max, `${label}不超过 ${uses.max} 个字`)),
})

export const text = <const Uses extends TextUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'text' as const,
  label,
  input: inputs.textInput(label, uses.max),
})

/** Text of one form, as a code has it: `fits` says which. */
export const code = <const Uses extends TextUses>(
  label: string,
  fits: (text: string) => boolean,
  message: string,
  uses: Uses,
) => ({
  ...uses,
  kind: 'text' as const,
  label,
  input: inputs.textInput(label, uses.max).refine((value) => value === null || fits(value), message),
})

export const longText = <const Uses extends TextUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'longText' as const,
  label,
  input: inputs.longTextInput(label, uses.max),
})

/** A word of one's own choice, beside which the words in use are offered, and those of `offered`. */
export const word = <const Uses extends TextUses & { offered?: readonly string[] }>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'word' as const,
  label,
  input: inputs.textInput(label, uses.max),
})

export const uscc = <const Uses extends FieldUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'uscc' as const,
  label,
  input: inputs.usccInput(),
})

/** An amount in `unit`, not negative, with at most two places: text inside, a number in the API. */
export const decimal = <const Uses extends FieldUses & { unit: string; max: number }>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'decimal' as const,
  label,
  input: inputs.decimalInput(label, uses.unit, uses.max),
})

interface ReferenceUses extends FieldUses {
  to: 'unit' | 'park' | 'team'
  /** under this name it is read, as `{ id, name }` */
  as: ReadAs
  /** what stands for none */
  blank: string
}

export const reference = <const Uses extends ReferenceUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'reference' as const,
  label,
  input: inputs.optionalId(),
})

/** A reference that must be given. */
export const requiredReference = <const Uses extends ReferenceUses>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'reference' as const,
  required: true as const,
  label,
  input: z.uuid(`请选择${label}`),
})

/** Yes or no; `says` in full what a tick means. */
export const tick = <const Uses extends FieldUses & { says: string }>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'tick' as const,
  label,
  input: inputs.tickInput(),
})

export const day = <const Uses extends FieldUses & { ahead?: true }>(label: string, uses: Uses) => ({
  ...uses,
  kind: 'day' as const,
  label,
  input: inputs.optionalDay({ ahead: uses.ahead }),
})
