import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { importKind } from '../../kinds'
import { LAST_ROW } from '../domain/answers'
import type { SheetPlan, TablePlan } from '../domain/plan'
import { answersOffered, questionsOf, type Question } from '../domain/questions'
import { answerKindOf, meaningShown } from '../domain/table-choices'
import { ruleOf } from '../domain/vocabulary'
import { findBatch, headOf, mappingOf, reportOf, type Batch } from './batch'

const TABLES_SHOWN = 20

/** A table's place in its file, as addresses have it: 0-5 is the table of the first sheet with its header in row 5. */
export function tablePlace(sheet: number, top: number | null): string {
  return `${sheet}-${top ?? 0}`
}

export interface TablePageOptions {
  /** page of the rows that are no data, from 1 */
  page: number
  size: number
}

/** One table of a file: how it was read, to be put right. @throws notFound */
export async function tablePage(
  context: RequestContext,
  id: string | undefined,
  place: string | undefined,
  { page, size }: TablePageOptions,
) {
  assertCan(context.actor, 'import.run')
  const batch = await findBatch(database(), context, id)
  const { vocabulary } = importKind(batch.kind)
  const mapping = mappingOf(batch)
  const [, index = '', asked = ''] = /^(\d{1,4})-(\d{1,7})$/.exec(place ?? '') ?? []
  const sheetAt = Number(index)
  const plan = index === '' ? undefined : mapping.sheets[sheetAt]
  if (!plan) throw notFound('这张工作表')
  const questions = questionsOf(vocabulary, mapping.sheets, reportOf(batch).sheets)
  const tops = topsOf(plan)
  // Whose header was moved is looked for where it was.
  const top = tops.findLast((each) => each <= Number(asked)) ?? tops[0] ?? null
  const tables = plan.tables.filter((table) => table.top === top)
  const next = tops[tops.indexOf(top ?? 0) + 1]
  const until = plan.tables.find((table) => table.top === next)?.from ?? Infinity
  const isFirst = top === tops[0]
  const rows = plan.rows.filter(({ row }) => (isFirst || row >= (tables[0]?.from ?? 1)) && row < until)
  const at = top === null ? 0 : tops.indexOf(top)
  const from = Math.max(0, Math.min(at - Math.floor(TABLES_SHOWN / 2), tops.length - TABLES_SHOWN))
  return {
    batch: headOf(batch),
    sheets: mapping.sheets.map((each, number) => ({
      name: each.name,
      place: tablePlace(number, topsOf(each)[0] ?? null),
      isHere: number === sheetAt,
      included: each.included,
      open: openIn(questions, each.name),
    })),
    tables: tops.slice(from, from + TABLES_SHOWN).map((each, number) => ({
      number: from + number + 1,
      top: each,
      place: tablePlace(sheetAt, each),
      isHere: each === top,
      skipped: plan.tables.find((table) => table.top === each)?.skipped ?? null,
    })),
    tableCount: tops.length,
    number: at + 1,
    previous: at > 0 ? tablePlace(sheetAt, tops[at - 1] ?? null) : null,
    next: at + 1 < tops.length ? tablePlace(sheetAt, tops[at + 1] ?? null) : null,
    sheet: { name: plan.name, skipped: plan.skipped, place: tablePlace(sheetAt, top) },
    table: top === null ? null : shownTable(plan, tables),
    columns: tables.flatMap((table) => table.columns),
    preview: tables[0]?.preview ?? plan.preview ?? [],
    rows: rows.slice((page - 1) * size, page * size).map((row) => ({
      row: row.row,
      beside: row.beside,
      label: row.label,
      isChosen: row.isChosen === true,
      kind: answerKindOf(row.kind),
      means: meaningShown(row, vocabulary),
    })),
    rowCount: rows.length,
    options: {
      fields: answersOffered(vocabulary, 'field').filter(({ value }) => value !== ''),
      meanings: answersOffered(vocabulary, 'meaning'),
      kinds: answersOffered(vocabulary, 'row'),
    },
    measured: Object.fromEntries(
      Object.entries(vocabulary.columns).flatMap(([key, { cell }]) => (cell.unit ? [[key, cell.unit] as const] : [])),
    ),
    nameLabel: ruleOf(vocabulary.columns, vocabulary.naming[0]).label,
    subject: vocabulary.subject,
    isAnswered: (mapping.answers?.sheets.length ?? 0) > 0,
    effect: readEffect(batch),
  }
}

const topsOf = ({ tables }: SheetPlan) => [...new Set(tables.map(({ top }) => top))]

const openIn = (questions: readonly Question[], sheet: string) =>
  questions.filter(({ isOpen, places }) => isOpen && places.some((place) => place.sheet === sheet)).length

function shownTable(plan: SheetPlan, [table]: readonly TablePlan[]) {
  if (!table) return null
  const { top, bottom, through, skipped, title, year, reportedBy, statedOn, amountUnit, areaUnit } = table
  const last = through !== null && through < LAST_ROW ? through : null
  const unread = plan.unread.find(({ from }) => from === top) ?? null
  return { top, bottom, through: last, skipped, title, year, reportedBy, statedOn, amountUnit, areaUnit, unread }
}

/** The counts of a reading over all sheets, beside those before the last correction. */
export function readEffect(batch: Batch) {
  const { counts } = importKind(batch.kind).vocabulary
  const { sheets } = reportOf(batch)
  const { before } = mappingOf(batch)
  const sum = (value: (sheet: (typeof sheets)[number]) => number) =>
    sheets.reduce((total, sheet) => total + value(sheet), 0)
  return [
    ...counts
      .filter(({ isUnseen }) => !isUnseen)
      .map(({ key, head, unit, isMoney }) => ({
        key,
        head,
        unit,
        isMoney: isMoney === true,
        now: sum((sheet) => sheet.counts[key] ?? 0),
        before: before ? (before.counts[key] ?? 0) : null,
      })),
    {
      key: 'suspectedDuplicates',
      head: '疑似重复',
      unit: undefined,
      isMoney: false,
      now: sum((sheet) => sheet.suspectedDuplicates),
      before: before?.suspectedDuplicates ?? null,
    },
    {
      key: 'heldRows',
      head: '待更正',
      unit: undefined,
      isMoney: false,
      now: sum((sheet) => sheet.heldRows),
      before: before?.heldRows ?? null,
    },
  ]
}

export type TablePage = Awaited<ReturnType<typeof tablePage>>
