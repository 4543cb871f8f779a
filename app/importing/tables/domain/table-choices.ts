import type { FieldError } from '~/shared/errors'
import {
  isRowAnswerKind,
  isUnit,
  LAST_ROW,
  yearGiven,
  type ColumnAnswer,
  type HeaderAnswer,
  type RowAnswer,
  type RowAnswerKind,
  type SheetAnswer,
  type TableAnswer,
} from './answers'
import type { RowPlan } from './judge-rows'
import { UNKNOWN_TABLE, type PlanColumn, type SheetPlan, type TablePlan } from './plan'
import { meaningOf, meaningValue } from './questions'
import { ruleOf, type Vocabulary } from './vocabulary'

/** The names of a form about one table; what it says otherwise than the plan is a choice. */
export const CHOICE_NAMES = {
  field: (column: string) => `field:${column}`,
  unit: (column: string) => `unit:${column}`,
  kind: ({ row, beside }: Pick<RowPlan, 'row' | 'beside'>) => `kind:${row}:${beside}`,
  means: ({ row, beside }: Pick<RowPlan, 'row' | 'beside'>) => `means:${row}:${beside}`,
} as const

/** What a row was taken for, in the words of answers; null where that is open. */
export function answerKindOf(kind: RowPlan['kind']): RowAnswerKind | null {
  if (kind === 'total' || kind === 'group' || kind === 'rollup') return kind
  return kind === 'doubtful' ? null : 'note'
}

/** What a heading was taken to mean, as a form has it; null where nobody can tell. */
export function meaningShown(
  { says }: RowPlan,
  { headingMeanings }: Pick<Vocabulary, 'headingMeanings'>,
): string | null {
  if (!says) return null
  if (says.column === null) return ''
  const { column, value } = says
  const exact = headingMeanings.find((it) => it.column === column && it.value === value)
  return exact ? meaningValue(exact) : column
}

export const unitShown = ({ amountUnit, areaUnit }: PlanColumn) => amountUnit ?? areaUnit ?? ''

type Values = Readonly<Record<string, unknown>>

const text = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : undefined
}

/** What a form about a table says otherwise than its plan, and what of it cannot be. `top`: the table's first row; null: the sheet has none. */
export function tableChoices(
  vocabulary: Vocabulary,
  plan: SheetPlan,
  top: number | null,
  values: Values,
): { answer: SheetAnswer; wrong: FieldError[] } {
  const answer: SheetAnswer = { sheet: plan.name }
  const wrong: FieldError[] = []
  const rowAt = (name: string) => rowGiven(values, name, wrong)
  if (values.sheetShown !== undefined) {
    const included = values.sheetIncluded !== undefined
    if (included !== (plan.skipped === null || plan.skipped === 'noHeader')) answer.included = included
  }
  const here = plan.tables.filter((table) => table.top === top)
  const headers = headersChosen(plan, here[0], values, rowAt)
  if (headers) answer.headers = headers
  const isMoved = headers !== null && here[0] !== undefined && !headers.some((it) => isHeaderOf(it, here[0]!))
  if (here[0] && !isMoved) {
    const table = tableChosen(vocabulary, here, values, rowAt, wrong)
    if (Object.keys(table).length > 1) answer.tables = [table]
  }
  const rows = [...rowsChosen(vocabulary, plan, values), ...moreRow(values, rowAt)]
  if (rows.length > 0) answer.rows = rows
  return { answer, wrong }
}

const isHeaderOf = ({ top, bottom }: HeaderAnswer, table: TablePlan) => top === table.top && bottom === table.bottom

function rowGiven(values: Values, name: string, wrong: FieldError[]): number | null {
  const written = text(values, name) ?? ''
  if (written === '') return null
  const row = /^\d{1,7}$/.test(written) ? Number(written) : 0
  if (row >= 1 && row <= LAST_ROW) return row
  wrong.push({ path: name, code: 'row', message: `行号填 1 至 ${LAST_ROW} 的数字` })
  return null
}

type RowAt = (name: string) => number | null

/** All headers of the sheet, where one was pointed at, taken away or added; null: none was. */
function headersChosen(
  plan: SheetPlan,
  table: TablePlan | undefined,
  values: Values,
  rowAt: RowAt,
): HeaderAnswer[] | null {
  const known = new Map(plan.tables.map(({ top, bottom }): [number, HeaderAnswer] => [top, { top, bottom }]))
  const pointed = text(values, 'header') === 'other' ? rowAt('headerOther') : rowAt('header')
  const levels = Number(text(values, 'levels') ?? '') || null
  const added = rowAt('addHeader')
  const isJoined = table !== undefined && known.size > 1 && text(values, 'fate') === 'join'
  const headerAt = (top: number): HeaderAnswer => (levels === null ? { top } : { top, bottom: top + levels - 1 })
  const levelsNow = table && table.bottom - table.top + 1
  const isMoved = pointed !== null && (pointed !== table?.top || (levels !== null && levels !== levelsNow))
  if (!isMoved && !isJoined && (added === null || known.has(added))) return null
  if (table && (isMoved || isJoined)) known.delete(table.top)
  if (isMoved && pointed !== null && !isJoined) known.set(pointed, headerAt(pointed))
  if (added !== null && !known.has(added)) known.set(added, { top: added })
  return [...known.values()].sort((a, b) => a.top - b.top)
}

function tableChosen(
  vocabulary: Vocabulary,
  here: readonly TablePlan[],
  values: Values,
  rowAt: RowAt,
  wrong: FieldError[],
): TableAnswer {
  const [{ top, bottom, skipped, through, year: yearNow } = UNKNOWN_TABLE] = here
  const answer: TableAnswer = { header: top }
  const fate = text(values, 'fate')
  if (fate === 'leave' && skipped !== 'byUser') answer.included = false
  if (fate === 'read' && skipped === 'byUser') answer.included = true
  if (values.through !== undefined) {
    const last = rowAt('through')
    if (last !== null && last <= bottom)
      wrong.push({ path: 'through', code: 'row', message: `末行要在表头（第 ${bottom} 行）之下` })
    else if (last === null && through !== null && through < LAST_ROW) answer.through = LAST_ROW
    else if (last !== null && last !== through) answer.through = last
  }
  const year = text(values, 'year') ?? ''
  if (year !== '' && year !== String(yearNow ?? '')) {
    const given = yearGiven(year)
    if (given === null) wrong.push({ path: 'year', code: 'year', message: '年份填四位数字，如 2021' })
    else answer.year = given
  }
  const columns = here.flatMap((table) => columnsChosen(vocabulary, table, values, wrong, fate === 'leave'))
  if (columns.length > 0) answer.columns = columns
  return answer
}

function columnsChosen(
  { columns: rules, naming }: Vocabulary,
  table: TablePlan,
  values: Values,
  wrong: FieldError[],
  isLeft: boolean,
): ColumnAnswer[] {
  const taken = new Map<string, string>()
  const chosen = table.columns.flatMap((planned): ColumnAnswer[] => {
    const { column, part } = planned
    const name = CHOICE_NAMES.field(column)
    const given = text(values, name) ?? planned.field ?? ''
    const field = given !== '' && Object.hasOwn(rules, given) ? given : null
    const other = field === null ? undefined : taken.get(field)
    const isPart = part !== null && given === planned.field
    if (field !== null && other && !isPart) {
      const message = `“${ruleOf(rules, field).label}”已对应 ${other} 列，一个字段只能对应一列`
      wrong.push({ path: name, code: 'twice', message })
    }
    if (field !== null) taken.set(field, column)
    const unit = text(values, CHOICE_NAMES.unit(column)) ?? ''
    const isUnitNew = unit !== '' && unit !== unitShown(planned) && field !== null && isUnit(unit)
    const isFieldNew = field !== planned.field
    if (!isFieldNew && !isUnitNew) return []
    return [{ column, ...(isFieldNew ? { field } : {}), ...(isUnitNew && isUnit(unit) ? { unit } : {}) }]
  })
  const isNamed = naming.some((field) => taken.has(field))
  if (!isNamed && !isLeft && (chosen.length > 0 || table.skipped !== 'nameless'))
    wrong.push({ path: 'table', code: 'noName', message: `须指定“${ruleOf(rules, naming[0]).label}”列` })
  return chosen
}

function rowsChosen(vocabulary: Vocabulary, plan: SheetPlan, values: Values): RowAnswer[] {
  return plan.rows.flatMap((planned): RowAnswer[] => {
    const { row, beside } = planned
    const now = answerKindOf(planned.kind)
    const given = text(values, CHOICE_NAMES.kind(planned))
    if (given === undefined) return []
    const kind = isRowAnswerKind(given) ? given : now
    if (kind === null) return []
    const means = kind === 'group' || kind === 'rollup' ? text(values, CHOICE_NAMES.means(planned)) : undefined
    const isMeant = means !== undefined && means !== UNSAID && means !== meaningShown(planned, vocabulary)
    if (kind === now && !isMeant) return []
    return [{ row, beside, kind, ...(isMeant ? { means: meaningOf(means) } : {}) }]
  })
}

/** The choice of a heading's meaning that leaves it to the reader. */
export const UNSAID = '?'

function moreRow(values: Values, rowAt: RowAt): RowAnswer[] {
  const row = rowAt('moreRow')
  const kind = text(values, 'moreKind') ?? ''
  if (row === null || !isRowAnswerKind(kind)) return []
  const means = text(values, 'moreMeans')
  const isMeant = (kind === 'group' || kind === 'rollup') && means !== undefined && means !== UNSAID
  return [{ row, kind, ...(isMeant ? { means: meaningOf(means) } : {}) }]
}
