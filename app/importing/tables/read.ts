import type { Day } from '~/shared/day'
import { invalid, type AppError } from '~/shared/errors'
import { formatNumber } from '~/shared/money'
import { NO_ANSWERS, type Answers } from './domain/answers'
import { answersMistakes } from './domain/answers-hold'
import { scanSheet, type SheetPlan } from './domain/plan'
import { fileMemory, readSheet, type FileMemory, type SheetReading, type TableRow } from './domain/read-sheet'
import type { Merge, SourceFile, SourceRow, SourceSheet } from './domain/source'
import { NO_WORDS, type RememberedWords } from './domain/remembered'
import { ruleOf, type TableDraft, type Vocabulary } from './domain/vocabulary'
import { LIMITS, unreadable } from './formats/limits'

export interface OpenedSheet {
  source: SourceSheet
  plan: SheetPlan
  merges: Merge[]
  /** rows that hold anything */
  filled: number
}

/** What people said of how files are read. */
export interface Said {
  /** of this file */
  answers?: Answers
  /** of headers in earlier files */
  remembered?: RememberedWords
}

/**
 * Scans every sheet and says how it will be read; what people said goes before what is guessed.
 * @throws AppError invalid (422) when they speak of what is not there or against each other, or the data rows exceed the bound
 */
export async function planSheets(
  vocabulary: Vocabulary,
  file: SourceFile,
  { answers = NO_ANSWERS, remembered = NO_WORDS }: Said = {},
): Promise<OpenedSheet[]> {
  const opened: (OpenedSheet & { answered: ReadonlySet<number> })[] = []
  let rows = 0
  let keep = KEPT_CELLS
  for (const sheet of file.sheets) {
    const { kept, plan, merges, filled, answered, data } = await scanSheet(vocabulary, sheet, {
      keep,
      answers,
      remembered,
    })
    keep -= kept?.reduce((sum, row) => sum + row.cells.size, 0) ?? 0
    const source = kept ? { ...sheet, rows: () => again(kept) } : sheet
    opened.push({ source, plan, merges, filled, answered })
    if (plan.included) rows += data
  }
  const wrong = answersMistakes(vocabulary, answers, opened)
  if (wrong.length > 0) throw invalid(wrong, wordsOf(wrong))
  if (rows > LIMITS.rows) {
    throw tooManyRows(rows)
  }
  return opened
}

const MISTAKES_SAID = 5

/** The messages in one, for those who see no fields. */
function wordsOf(wrong: readonly { message: string }[]): string {
  const more = wrong.length > MISTAKES_SAID ? `；等 ${wrong.length} 处` : ''
  return `对读法的更正有误：${wrong
    .slice(0, MISTAKES_SAID)
    .map(({ message }) => message)
    .join('；')}${more}`
}

/** The same for a file that must have a table. @throws AppError (422) as `planSheets`, and when there is none */
export async function planFile(vocabulary: Vocabulary, file: SourceFile, said: Said = {}): Promise<OpenedSheet[]> {
  const sheets = await planSheets(vocabulary, file, said)
  assertHeader(vocabulary, sheets)
  return sheets
}

/** @throws AppError (422) when no sheet has a table that can be read */
export function assertHeader(vocabulary: Vocabulary, sheets: readonly OpenedSheet[]): void {
  if (!sheets.some(({ plan }) => plan.tables.some(({ skipped }) => skipped !== 'nameless')))
    throw unreadable('noHeader', noHeader(vocabulary))
}

/** of all sheets; some thirty MiB */
const KEPT_CELLS = 200_000

async function* again(rows: readonly SourceRow[]): AsyncGenerator<SourceRow, void, void> {
  for (const row of rows) yield row
}

/** The refusal of a ledger beyond the bound, with its number of rows. */
export function tooManyRows(rows: number): AppError {
  return unreadable(
    'tooManyRows',
    `台账有 ${formatNumber(rows)} 行数据，超过一次导入 ${formatNumber(LIMITS.rows)} 行的上限。请按年度或乡镇拆成几个文件，分次导入。`,
  )
}

function noHeader({ columns, naming, usual }: Vocabulary): string {
  const [name, ...others] = naming.map((column) => `“${ruleOf(columns, column).label}”`)
  const or = others.length > 0 ? `（或${others.join('、')}）` : ''
  const examples = usual.map((column) => ruleOf(columns, column).label).join('、')
  return `没有找到表头：表头行至少要有${name}${or}和另外两个常见列名，如${examples}。`
}

/** Reads the included sheets one after the other; the generator's value is each sheet's reading. */
export async function* readSheets<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  sheets: readonly OpenedSheet[],
  { memory = fileMemory(vocabulary), today = null }: { memory?: FileMemory<Draft>; today?: Day | null } = {},
): AsyncGenerator<TableRow<Draft>, SheetReading[], void> {
  const readings: SheetReading[] = []
  for (const { source, plan, merges } of sheets) {
    if (!plan.included) continue
    readings.push(yield* readSheet(vocabulary, source.rows(), plan, merges, memory, today))
  }
  return readings
}
