import { createHash } from 'node:crypto'
import { maskText, squeeze } from '~/shared/text'
import type { DayPart } from './choose-columns'
import { dayOfParts, type TablePlan } from './plan'
import { understandRow, type UnderstoodRow } from './read-row'
import type { SourceCell } from './source'
import { ruleOf, type RowCells, type TableContext, type TableDraft, type Vocabulary } from './vocabulary'

const ERROR_VALUE = /^#(?:REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM)[!?]?$/
/** What is kept of a formula without a result. */
export const NO_RESULT = '（公式无结果）'

/** Texts by field, as a cell would hold them. */
export type TypedCells = ReadonlyMap<string, string>

/** Phones and what is attached stay as they were read, and a running number says nothing. */
function canBeTyped({ columns, serial }: Pick<Vocabulary, 'columns' | 'serial'>, field: string): boolean {
  if (field === serial || !Object.hasOwn(columns, field)) return false
  const { phonesOf, isAttached } = ruleOf(columns, field).cell
  return !phonesOf && !isAttached
}

/** What the table says in each field of a row, as text; error values and formulas without a result are left empty. */
export function saidInRow(
  vocabulary: Pick<Vocabulary, 'columns' | 'serial'>,
  plan: Pick<TablePlan, 'columns'>,
  cells: Readonly<Record<string, string>>,
): Map<string, string> {
  const values = new Map<string, string>()
  const parts = new Map<string, [DayPart, string][]>()
  for (const { field, column, part } of plan.columns) {
    if (!field || !canBeTyped(vocabulary, field)) continue
    const text = cells[column] ?? ''
    values.set(field, ERROR_VALUE.test(text) || text === NO_RESULT ? '' : text)
    if (part) parts.set(field, [...(parts.get(field) ?? []), [part, text]])
  }
  for (const [field, told] of parts) values.set(field, dayOfParts(told)?.text ?? '')
  return values
}

/** Of what a form sends, the fields that can be typed. */
export function typedCells(
  vocabulary: Pick<Vocabulary, 'columns' | 'serial'>,
  values: Readonly<Record<string, unknown>>,
): Map<string, string> {
  const typed = Object.entries(values).filter(([field]) => canBeTyped(vocabulary, field))
  return new Map(typed.map(([field, value]) => [field, typeof value === 'string' ? value : '']))
}

/** Reads a row by the same rules as the file, with what was typed in place of its cells. */
export function readCorrected<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  tableContext: TableContext,
  said: TypedCells,
  typed: TypedCells,
  others: readonly RowCells[] = [],
): UnderstoodRow<Draft> {
  const cells: RowCells = {}
  for (const [field, text] of [...said, ...typed]) {
    if (text.trim() !== '') cells[field] = asCell(text)
    else delete cells[field]
  }
  const columns = new Set([...tableContext.columns, ...Object.keys(cells)])
  return understandRow(vocabulary, cells, { ...tableContext, columns }, { others })
}

function asCell(text: string): SourceCell {
  return ERROR_VALUE.test(text.trim()) ? { text, error: text.trim() } : { text }
}

/** One field of a correction. */
export interface CorrectedField {
  label: string
  said: string
  typed: string
}

/** How a row was once put right by hand. */
export interface EarlierCorrection {
  id: string
  values: TypedCells
  changes: readonly CorrectedField[]
  /** who did it, and on what day */
  by: string
  on: string
}

/** By the prints of what rows said. */
export type EarlierCorrections = ReadonlyMap<string, EarlierCorrection>

/** What differs from what the row said; phones masked. */
export function correctedFields(
  { columns }: Pick<Vocabulary, 'columns'>,
  said: TypedCells,
  typed: TypedCells,
): { values: Record<string, string>; changes: CorrectedField[] } {
  const differing = [...typed].filter(([field, text]) => text.trim() !== (said.get(field) ?? '').trim())
  const kept = (text: string) => maskText(text.trim()).slice(0, MAX_KEPT)
  return {
    values: Object.fromEntries(differing.map(([field, text]) => [field, kept(text)])),
    changes: differing.map(([field, text]) => ({
      label: ruleOf(columns, field).label,
      said: kept(said.get(field) ?? ''),
      typed: kept(text),
    })),
  }
}

const MAX_KEPT = 2000

/** Rows that say the same have the same print, whatever columns they stand in and however they are spaced. */
export function printOfSaid(said: TypedCells): string {
  const filled = [...said].map(([field, text]) => [field, squeeze(text)] as const).filter(([, text]) => text !== '')
  const inOrder = filled.sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url').slice(0, 32)
}

/** 总投资“待定”改为“5000万元” */
export function correctionWords(changes: readonly CorrectedField[]): string {
  const short = (text: string) => (text === '' ? '空白' : `“${text.slice(0, 40)}”`)
  if (changes.length === 0) return '内容照旧，确认无误'
  return changes.map(({ label, said, typed }) => `${label}${short(said)}改为${short(typed)}`).join('，')
}
