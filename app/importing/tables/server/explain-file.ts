import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { inTightHeap } from '~/platform/tight-heap'
import { businessDay } from '~/shared/day'
import { LEDGER } from '../../domain/kind-names'
import { importKind } from '../../kinds'
import { NO_ANSWERS, type Answers, type Unit } from '../domain/answers'
import type { RowPlan } from '../domain/judge-rows'
import type { PlanColumn, SheetPlan, TablePlan } from '../domain/plan'
import {
  answersFor,
  answersOffered,
  questionsOf,
  type Asked,
  type Offered,
  type QuestionPlace,
} from '../domain/questions'
import type { SheetReading } from '../domain/read-sheet'
import type { Vocabulary } from '../domain/vocabulary'
import { openLedger } from '../formats/open'
import { planSheets, readSheets } from '../read'
import { plainFileName } from './upload-table'
import { wordsInUse } from './words'

interface ExplainedColumn extends Pick<
  PlanColumn,
  'column' | 'header' | 'field' | 'confidence' | 'reason' | 'by' | 'samples'
> {
  label: string | null
  unit: Unit | null
  /** words of a unit that is not understood */
  unitUnclear: string | null
}

interface ExplainedTable extends Pick<
  TablePlan,
  'top' | 'bottom' | 'beside' | 'span' | 'through' | 'skipped' | 'title' | 'year'
> {
  columns: ExplainedColumn[]
}

type ExplainedRow = Pick<RowPlan, 'row' | 'beside' | 'kind' | 'label' | 'says' | 'year'>

interface ExplainedSheet extends Pick<SheetPlan, 'name' | 'included' | 'skipped' | 'unread'> {
  tables: ExplainedTable[]
  /** rows that are no data, or may be none */
  rows: ExplainedRow[]
  /** every filled row of the sheet, by what it is */
  accounted: SheetReading['accounted']
}

interface ExplainedQuestion {
  code: string
  open: boolean
  message: string
  asks: Asked
  places: QuestionPlace[]
  offered: Offered[]
  suggested: string
  /** what closes it with the suggestion, as `--answers` takes it */
  answers: Answers | null
}

/** What was understood of a file, and why: the document of `crm import explain --json`. */
export interface Explanation {
  sheets: ExplainedSheet[]
  questions: ExplainedQuestion[]
  /** what a column may hold, by its key */
  fields: Record<string, string>
}

/** Reads a file without writing anything, and says table by table what was understood and why. @throws AppError forbidden, invalid */
export async function explainFile(
  context: RequestContext,
  { kind: id = LEDGER, file, answers = NO_ANSWERS }: { kind?: string; file: string; answers?: Answers },
): Promise<Explanation> {
  assertCan(context.actor, 'import.run', { kind: id })
  const { vocabulary } = importKind(id)
  return inTightHeap(async () => {
    const source = await openLedger(file, plainFileName(file))
    try {
      const remembered = await wordsInUse(database(), id)
      const sheets = await planSheets(vocabulary, source, { answers, remembered })
      const reading = readSheets(vocabulary, sheets, { today: businessDay(context.now) })
      let next = await reading.next()
      while (!next.done) next = await reading.next()
      return explained(
        vocabulary,
        sheets.map(({ plan }) => plan),
        next.value,
      )
    } finally {
      await source.close()
    }
  })
}

function explained(
  vocabulary: Vocabulary,
  plans: readonly SheetPlan[],
  readings: readonly SheetReading[],
): Explanation {
  const questions = questionsOf(
    vocabulary,
    plans,
    readings.map(({ summary, findings }) => ({ name: summary.name, findings })),
  )
  return {
    sheets: plans.map((plan) => ({
      name: plan.name,
      included: plan.included,
      skipped: plan.skipped,
      tables: plan.tables.map((table) => explainedTable(vocabulary, table)),
      rows: plan.rows.map(({ row, beside, kind, label, says, year }) => ({ row, beside, kind, label, says, year })),
      unread: plan.unread,
      accounted: readings.find(({ summary }) => summary.name === plan.name)?.accounted ?? {},
    })),
    questions: questions.map((question) => ({
      code: question.code,
      open: question.isOpen,
      message: question.message,
      asks: question.asks,
      places: question.places,
      // The fields stand beside, once for all.
      offered: question.asks === 'field' ? [] : answersOffered(vocabulary, question.asks),
      suggested: question.suggested,
      answers: answersFor(vocabulary, question, question.suggested),
    })),
    fields: Object.fromEntries(Object.entries(vocabulary.columns).map(([key, { label }]) => [key, label])),
  }
}

function explainedTable({ columns: rules }: Vocabulary, table: TablePlan): ExplainedTable {
  const { top, bottom, beside, span, through, skipped, title, year } = table
  const unitOf = ({ field, amountUnit, areaUnit }: PlanColumn): Unit | null => {
    const kind = field === null ? undefined : rules[field]?.cell.unit
    if (kind === 'amount') return amountUnit ?? table.amountUnit
    return kind === 'area' ? (areaUnit ?? table.areaUnit) : null
  }
  return {
    top,
    bottom,
    beside,
    span,
    through,
    skipped,
    title,
    year,
    columns: table.columns.map((column) => ({
      column: column.column,
      header: column.header,
      field: column.field,
      label: column.field === null ? null : (rules[column.field]?.label ?? null),
      unit: unitOf(column),
      unitUnclear: column.unitUnclear,
      confidence: Number(column.confidence.toFixed(2)),
      reason: column.reason,
      by: column.by,
      samples: column.samples,
    })),
  }
}
