import { z } from 'zod'
import { keysOf } from '~/shared/records'
import { AMOUNT_UNITS, AREA_UNITS, type AmountUnit, type AreaUnit } from '~/shared/units'

/** What somebody may say a row is. */
export const ROW_ANSWERS = ['data', 'total', 'group', 'rollup', 'note'] as const
export type RowAnswerKind = (typeof ROW_ANSWERS)[number]

export type Unit = AmountUnit | AreaUnit
const UNITS = [...keysOf(AMOUNT_UNITS), ...keysOf(AREA_UNITS)] as const

export const isAmountUnit = (unit: Unit): unit is AmountUnit => Object.hasOwn(AMOUNT_UNITS, unit)
export const isAreaUnit = (unit: Unit): unit is AreaUnit => Object.hasOwn(AREA_UNITS, unit)
export const isUnit = (text: string): text is Unit => UNITS.some((unit) => unit === text)
export const isRowAnswerKind = (text: string): text is RowAnswerKind => ROW_ANSWERS.some((kind) => kind === text)

/** the last row that a sheet can have */
export const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384
/** levels of a header */
const LEVELS = 4
const MOST = 5_000

/** of a table whose days are written without one */
const FIRST_YEAR = 1980
const LAST_YEAR = 2100
const MAX_TEXT = 200

/** A year as a form has it; null for anything else. */
export function yearGiven(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text.trim()) : 0
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null
}

const row = z.int().min(1).max(LAST_ROW)
const name = z.string().min(1).max(200)

const columnAnswer = z.strictObject({
  /** letter */
  column: z.string().regex(/^[A-Z]{1,3}$/, '列用大写字母表示，如 B、AA'),
  /** what it holds, by the vocabulary's key; null: it is not imported */
  field: z.string().max(60).nullable().optional(),
  unit: z.enum(UNITS).optional(),
})

const tableAnswer = z.strictObject({
  /** the first row of its header, by which it is known */
  header: row,
  /** its last row; what follows up to the next table is not read */
  through: row.optional(),
  included: z.boolean().optional(),
  /** completes days that are written without one */
  year: z.int('年份写成四位数字，如 2021').min(FIRST_YEAR).max(LAST_YEAR).optional(),
  columns: z.array(columnAnswer).max(LAST_COLUMN).optional(),
})

/** What a heading says of the rows below it; `field` null: nothing that is imported. */
const meaning = z.strictObject({
  field: z.string().max(60).nullable(),
  /** instead of the words of the heading */
  value: z.string().min(1).max(60).optional(),
})

const rowAnswer = z
  .strictObject({
    row,
    /** which of the tables side by side, from 0; all of them where it is left out */
    beside: z.int().min(0).max(99).optional(),
    kind: z.enum(ROW_ANSWERS),
    means: meaning.optional(),
    /** somebody has looked at a total that does not agree with what was read */
    checked: z.literal(true).optional(),
  })
  .refine(({ kind, means }) => !means || kind === 'group' || kind === 'rollup', {
    path: ['means'],
    message: '只有分组标题（group、rollup）才有含义',
  })
  .refine(({ kind, checked }) => !checked || kind === 'total' || kind === 'rollup', {
    path: ['checked'],
    message: '只有合计、小计才可以标为已核对',
  })

const cellAnswer = z.strictObject({
  row,
  /** letter */
  column: z.string().regex(/^[A-Z]{1,3}$/, '列用大写字母表示，如 B、AA'),
  /** what it is read as, whatever it holds; empty: as if nothing stood there */
  text: z.string().max(MAX_TEXT),
})

const headerAnswer = z
  .strictObject({
    top: row,
    /** the last row of a header of several rows; left out, it is found */
    bottom: row.optional(),
  })
  .refine(({ top, bottom }) => bottom === undefined || (bottom >= top && bottom - top < LEVELS), {
    path: ['bottom'],
    message: `表头的末行不能在首行之上，也不能多于 ${LEVELS} 行`,
  })

const sheetAnswer = z.strictObject({
  sheet: name,
  included: z.boolean().optional(),
  /** all headers of the sheet; left out, they are found */
  headers: z.array(headerAnswer).max(MOST).optional(),
  tables: z.array(tableAnswer).max(MOST).optional(),
  rows: z.array(rowAnswer).max(50_000).optional(),
  cells: z.array(cellAnswer).max(100_000).optional(),
})

/** What people have said of how a file is to be read, by places in it. It goes before what the reader makes of the file. */
export const answersInput = z.strictObject({ sheets: z.array(sheetAnswer).max(1_000) })

export type Answers = z.output<typeof answersInput>
export type SheetAnswer = Answers['sheets'][number]
export type TableAnswer = z.output<typeof tableAnswer>
export type ColumnAnswer = z.output<typeof columnAnswer>
export type RowAnswer = z.output<typeof rowAnswer>
export type CellAnswer = z.output<typeof cellAnswer>
export type HeaderAnswer = z.output<typeof headerAnswer>

export const NO_ANSWERS: Answers = { sheets: [] }

export const answersTo = ({ sheets }: Answers, sheet: string): SheetAnswer | undefined =>
  sheets.find((it) => it.sheet === sheet)

/** A later answer to the same question goes before an earlier one; what it leaves unsaid stays. */
export function mergeAnswers(earlier: Answers, later: Answers): Answers {
  return {
    sheets: merged(
      earlier.sheets,
      later.sheets,
      ({ sheet }) => sheet,
      (a, b) =>
        withoutStale(
          {
            ...a,
            ...b,
            ...(a.tables || b.tables
              ? { tables: merged(a.tables ?? [], b.tables ?? [], ({ header }) => String(header), mergeTables) }
              : {}),
            ...(a.rows || b.rows
              ? { rows: merged(a.rows ?? [], b.rows ?? [], rowKey, (a, b) => (a.kind === b.kind ? { ...a, ...b } : b)) }
              : {}),
            ...(a.cells || b.cells
              ? {
                  cells: merged(
                    a.cells ?? [],
                    b.cells ?? [],
                    ({ row: at, column }) => `${column}${at}`,
                    (_, x) => x,
                  ),
                }
              : {}),
          },
          b.headers !== undefined,
        ),
    ),
  }
}

const mergeTables = (a: TableAnswer, b: TableAnswer): TableAnswer => ({
  ...a,
  ...b,
  ...(a.columns || b.columns
    ? {
        columns: merged(
          a.columns ?? [],
          b.columns ?? [],
          ({ column }) => column,
          (x, y) => ({ ...x, ...y }),
        ),
      }
    : {}),
})

const rowKey = ({ row: number, beside }: RowAnswer) => `${number}:${beside ?? ''}`

function merged<T>(
  earlier: readonly T[],
  later: readonly T[],
  keyOf: (item: T) => string,
  both: (a: T, b: T) => T,
): T[] {
  const byKey = new Map(earlier.map((item) => [keyOf(item), item]))
  for (const item of later) {
    const known = byKey.get(keyOf(item))
    byKey.set(keyOf(item), known ? both(known, item) : item)
  }
  return [...byKey.values()]
}

/** Where headers were moved, what was said of the tables and rows that are there no more is void. */
function withoutStale(sheet: SheetAnswer, isMoved: boolean): SheetAnswer {
  const { headers } = sheet
  if (!isMoved || !headers) return sheet
  const tops = new Set(headers.map(({ top }) => top))
  const isHeader = (number: number) => headers.some(({ top, bottom = top }) => number >= top && number <= bottom)
  return {
    ...sheet,
    ...(sheet.tables ? { tables: sheet.tables.filter(({ header }) => tops.has(header)) } : {}),
    ...(sheet.rows ? { rows: sheet.rows.filter((it) => !isHeader(it.row)) } : {}),
    ...(sheet.cells ? { cells: sheet.cells.filter((it) => !isHeader(it.row)) } : {}),
  }
}

/** What somebody said a row is, for one of the tables side by side. */
export function rowAnswers(answers: SheetAnswer | undefined, beside: number): ReadonlyMap<number, RowAnswer> {
  return new Map(
    (answers?.rows ?? []).filter((it) => it.beside === undefined || it.beside === beside).map((it) => [it.row, it]),
  )
}

/** Words for what a row can be said to be; `subject`: what a row of data is called. */
export const rowAnswerWords = (subject: string): Record<RowAnswerKind, string> => ({
  data: subject,
  total: '合计、小计',
  group: '分组标题',
  rollup: '分组标题带小计',
  note: '备注，不导入',
})
