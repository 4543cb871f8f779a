import { isBlankText } from '~/shared/blank-text'
import { AMOUNT_UNITS, AREA_UNITS } from '~/shared/units'
import { keysOf } from '~/shared/records'
import { quoted } from '~/shared/text'
import {
  isRowAnswerKind,
  isUnit,
  rowAnswerWords,
  type Answers,
  type ColumnAnswer,
  type RowAnswer,
  type RowAnswerKind,
  type SheetAnswer,
} from './answers'
import { ASKED } from './choose-columns'
import type { Finding } from './findings'
import type { Doubt, RowPlan } from './judge-rows'
import { looksLikeYi, UNIT_WORDS, type PlanColumn, type SheetPlan, type TablePlan } from './plan'
import { ruleOf, type HeadingMeaning, type Vocabulary } from './vocabulary'

/** What is asked: what a column holds, its unit, what a heading says, what a row is, whether a table or a total is to be left as it is. */
export type Asked = 'field' | 'amountUnit' | 'areaUnit' | 'meaning' | 'row' | 'table' | 'total'

export interface QuestionPlace {
  sheet: string
  /** the row itself; of a column the first row of its header */
  row: number
  beside: number
  /** letter */
  column: string | null
  /** of a heading or total: what it was taken for */
  kind: 'group' | 'rollup' | 'total' | null
  /** the words that stand there */
  label: string
}

/** What the reader wants to know, for all places at which one answer holds. */
export interface Question {
  /** tells its cause: the same words with the same doubt */
  key: string
  code: string
  /** an import is not confirmed without a second thought while it is open; else the reader has assumed something and says so */
  isOpen: boolean
  message: string
  asks: Asked
  /** the answer that is likeliest, by `answersOffered` */
  suggested: string
  places: QuestionPlace[]
}

type Sheets = readonly { name: string; findings: readonly Finding[] }[]

/** The doubts of a reading, each cause once, the open ones first. */
export function questionsOf(vocabulary: Vocabulary, plans: readonly SheetPlan[], sheets: Sheets = []): Question[] {
  const byKey = new Map<string, Question>()
  const ask = (question: Omit<Question, 'places'>, place: QuestionPlace) => {
    const known = byKey.get(question.key)
    if (known) known.places.push(place)
    else byKey.set(question.key, { ...question, places: [place] })
  }
  for (const plan of plans) {
    if (!plan.included && plan.skipped !== 'noHeader') continue
    for (const table of plan.tables) {
      if (table.skipped === 'nameless') askTable(vocabulary, plan, table, ask)
      if (table.skipped) continue
      for (const column of table.columns) askColumn(vocabulary, plan, table, column, ask)
    }
    for (const row of plan.rows) askRow(vocabulary, plan, row, ask)
    const { findings = [] } = sheets.find(({ name }) => name === plan.name) ?? {}
    for (const finding of findings) askTotal(plan, finding, ask)
  }
  return [...byKey.values()].sort((a, b) => Number(b.isOpen) - Number(a.isOpen))
}

/** of a header, in a key */
const MAX_KEY = 200

type Ask = (question: Omit<Question, 'places'>, place: QuestionPlace) => void

function askTable(vocabulary: Vocabulary, { name }: SheetPlan, { top, beside }: TablePlan, ask: Ask): void {
  const what = ruleOf(vocabulary.columns, vocabulary.naming[0]).label
  const message = `看不出哪一列是“${what}”，没有读`
  ask(
    { key: 'tableUnread', code: 'tableUnread', isOpen: true, message, asks: 'table', suggested: 'leave' },
    { sheet: name, row: top, beside, column: null, kind: null, label: `表头在第 ${top} 行的表` },
  )
}

function askColumn(vocabulary: Vocabulary, plan: SheetPlan, table: TablePlan, column: PlanColumn, ask: Ask): void {
  const { header, field, by, confidence, reason, column: letter } = column
  const place = { sheet: plan.name, row: table.top, beside: table.beside, column: letter, kind: null, label: header }
  const isSaid = by === 'answer' || by === 'memory'
  const askField = (code: string, isOpen: boolean, message: string) =>
    ask(
      {
        key: `${code}|${header || letter}|${field ?? ''}`,
        code,
        isOpen,
        message,
        asks: 'field',
        suggested: field ?? '',
      },
      place,
    )
  if (!isSaid && field !== null && (confidence < ASKED || by === 'contradicted')) {
    const { label } = ruleOf(vocabulary.columns, field)
    askField('columnDoubtful', true, `${quoted(header)}列按“${label}”读，把握不大：${reason}`)
  } else if (by === 'contradicted') askField('columnDoubtful', true, `${quoted(header)}列没有采用：${reason}`)
  else if (!isSaid && field === null && !column.unitOf && isTold(column))
    askField(
      'columnUnknown',
      false,
      `${header === '' ? `没有表头的 ${letter} ` : quoted(header)}列没有对应字段，不导入${confidence > 0 && reason ? `：${reason}` : ''}`,
    )
  if (field !== null) askUnit(vocabulary, table, column, field, place, ask)
}

/** Is there a header, or more than one stray cell? */
const isTold = ({ header, samples }: PlanColumn) =>
  header === '' ? samples.length > 1 : samples.some((text) => !isBlankText(text))

function askUnit(
  { columns, totals }: Vocabulary,
  table: TablePlan,
  column: PlanColumn,
  field: string,
  place: QuestionPlace,
  ask: Ask,
): void {
  const { cell, label } = ruleOf(columns, field)
  if (!cell.unit || column.unitBy === 'answer' || table.columns.some(({ unitOf }) => unitOf === field)) return
  const own = cell.unit === 'amount' ? (column.amountUnit ?? table.amountUnit) : (column.areaUnit ?? table.areaUnit)
  const unclear = column.unitUnclear ?? (own ? null : table.unitUnclear)
  const asks = cell.unit === 'amount' ? 'amountUnit' : 'areaUnit'
  const usual = cell.unit === 'amount' ? 'wan' : 'mu'
  const about = (code: string, isOpen: boolean, message: string, suggested: string) =>
    ask({ key: `${code}|${field}|${message.slice(0, MAX_KEY)}`, code, isOpen, message, asks, suggested }, place)
  if (unclear) about('unitUnclear', true, `${label}的单位“${unclear}”看不明白，没有写明单位的各行未采用`, '')
  else if (column.unitDoubt) about('unitDoubtful', true, `${label}的单位：${column.unitDoubt}`, own ?? usual)
  else if (!own && looksLikeYi(column, cell.unit) && totals.some((it) => it.column === field))
    about('unitAssumed', true, `${label}未注明单位，数值都很小，像是亿元；现按万元读`, 'yi')
  else if (!own && totals.some((it) => it.column === field))
    about('unitAssumed', false, `${label}未注明单位，按${UNIT_WORDS[cell.unit]}读`, usual)
}

const DOUBTS: Record<Doubt, Pick<Question, 'code' | 'message'> & { suggested: RowAnswerKind }> = {
  rollup: {
    code: 'maybeRollup',
    message: '没有序号，也没有投资方、日期等内容，像是合计或小计，待更正',
    suggested: 'total',
  },
  note: { code: 'maybeNote', message: '只有几个字，没有序号、金额和日期，像是备注，待更正', suggested: 'note' },
  continued: {
    code: 'maybeContinued',
    message: '没有序号，也没有金额和日期，像是上一行没写完的，待更正',
    suggested: 'note',
  },
  part: {
    code: 'maybePart',
    message: '序号像是上面一个项目的子项，一并导入会重复计算，待更正',
    suggested: 'note',
  },
}

function askRow(vocabulary: Vocabulary, { name }: SheetPlan, row: RowPlan, ask: Ask): void {
  const { kind, says, year, beside, label } = row
  const place = { sheet: name, row: row.row, beside, column: null, label }
  if (kind === 'doubtful') {
    const { code, message, suggested } = DOUBTS[row.doubt ?? 'rollup']
    ask({ key: code, code, isOpen: false, message, asks: 'row', suggested }, { ...place, kind: null })
  }
  if ((kind === 'group' || kind === 'rollup') && !says && !year && vocabulary.headingMeanings.length > 0) {
    const message = '看不出分组标题说的是什么，其下各行未据此填写'
    ask(
      { key: 'headingUnknown', code: 'headingUnknown', isOpen: false, message, asks: 'meaning', suggested: '' },
      { ...place, kind },
    )
  }
}

function askTotal(plan: SheetPlan, { code, question, row, message, column }: Finding, ask: Ask): void {
  if (code !== 'totalDiffers' || !question) return
  const planned = plan.rows.find((it) => it.row === row && (it.kind === 'total' || it.kind === 'rollup'))
  const kind = planned?.kind === 'rollup' ? 'rollup' : 'total'
  ask(
    {
      key: `totalDiffers|${plan.name}|${row}|${column ?? ''}`,
      code,
      isOpen: true,
      message,
      asks: 'total',
      suggested: 'checked',
    },
    { sheet: plan.name, row, beside: planned?.beside ?? 0, column, kind, label: planned?.label ?? '' },
  )
}

export interface Offered {
  value: string
  label: string
}

const NOT_IMPORTED = '不导入'

/** The value of a meaning in a form: the column, and what the heading does not say itself. */
export const meaningValue = ({ column, value }: Pick<HeadingMeaning, 'column' | 'value'>) =>
  value === undefined ? column : `${column}:${value}`

/** The answers from which one is chosen. */
export function answersOffered(vocabulary: Vocabulary, asks: Asked): Offered[] {
  const { columns, headingMeanings, subject } = vocabulary
  switch (asks) {
    case 'field':
      return [
        ...Object.entries(columns).map(([value, { label }]) => ({ value, label })),
        { value: '', label: NOT_IMPORTED },
      ]
    case 'amountUnit':
      return [
        ...keysOf(AMOUNT_UNITS).map((value) => ({ value, label: AMOUNT_UNITS[value] })),
        { value: '', label: `都不是，这一列${NOT_IMPORTED}` },
      ]
    case 'areaUnit':
      return [
        ...keysOf(AREA_UNITS).map((value) => ({ value, label: AREA_UNITS[value] })),
        { value: '', label: `都不是，这一列${NOT_IMPORTED}` },
      ]
    case 'meaning':
      return [
        ...headingMeanings.map((meaning) => ({ value: meaningValue(meaning), label: meaning.label })),
        { value: '', label: '不说明什么' },
      ]
    case 'row': {
      const words = rowAnswerWords(subject)
      return keysOf(words).map((value) => ({ value, label: words[value] }))
    }
    case 'table':
      return [{ value: 'leave', label: NOT_IMPORTED }]
    case 'total':
      return [{ value: 'checked', label: '已核对，按读到的各行导入' }]
  }
}

/** The answers that close a question; null when `value` is none of those offered. */
export function answersFor(vocabulary: Vocabulary, question: Question, value: string): Answers | null {
  if (!answersOffered(vocabulary, question.asks).some((it) => it.value === value)) return null
  const bySheet = new Map<string, SheetAnswer>()
  for (const place of question.places) {
    const answer = bySheet.get(place.sheet) ?? { sheet: place.sheet }
    bySheet.set(place.sheet, answer)
    const column = columnAnswer(question, place, value)
    const row = rowAnswer(question, place, value)
    if (column || question.asks === 'table') {
      const tables = (answer.tables ??= [])
      let table = tables.find(({ header }) => header === place.row)
      if (!table) tables.push((table = { header: place.row }))
      if (column) (table.columns ??= []).push(column)
      else table.included = false
    } else if (row) (answer.rows ??= []).push(row)
  }
  return { sheets: [...bySheet.values()] }
}

function columnAnswer({ asks }: Question, { column }: QuestionPlace, value: string): ColumnAnswer | null {
  if (column === null || !['field', 'amountUnit', 'areaUnit'].includes(asks)) return null
  if (value === '') return { column, field: null }
  if (asks === 'field') return { column, field: value }
  return isUnit(value) ? { column, unit: value } : null
}

function rowAnswer({ asks }: Question, { row, beside, kind }: QuestionPlace, value: string): RowAnswer | null {
  const at = { row, beside }
  if (asks === 'row') return isRowAnswerKind(value) ? { ...at, kind: value } : null
  if (kind === null) return null
  if (asks === 'total') return { ...at, kind, checked: true }
  return asks === 'meaning' ? { ...at, kind, means: meaningOf(value) } : null
}

/** A meaning as `meaningValue` wrote it. */
export function meaningOf(text: string): NonNullable<RowAnswer['means']> {
  const [field = '', value] = text.split(/:(.*)/s)
  if (field === '') return { field: null }
  return value ? { field, value } : { field }
}
