import { Decimal } from '~/shared/money'
import { maskText, squeeze } from '~/shared/text'
import type { RowAnswer } from './answers'
import { yearSaid } from './days'
import { headingOf, ordinalLevel, rowKind, type RowKind, type TableShape } from './row-kinds'
import type { SourceCell, SourceRow } from './source'
import type { TableSeen } from './survey'
import { ruleOf, type ColumnUnits, type HeadingSays, type Vocabulary } from './vocabulary'

/** A row that is no data, or may be none; every other row of a table is data. */
export interface RowPlan {
  row: number
  /** which of the tables side by side */
  beside: number
  /** rollup: it adds up the rows below or above; doubtful: it may, and is held until somebody says so; above: over the header */
  kind: Exclude<RowKind['kind'], 'data'> | 'above' | 'title' | 'rollup' | 'doubtful'
  /** heading of a group, label of a total */
  label: string
  /** how many rows a heading says it has */
  stated: number | null
  /** how deep a heading stands, from 1 */
  level: number
  /** what a heading says of its rows; null: nobody can tell */
  says: HeadingSays | null
  /** completes days of the rows below */
  year: number | null
  /** why a doubtful row is held */
  doubt?: Doubt
  /** somebody said so */
  isChosen?: true
  /** somebody has looked at it, though it does not agree with what was read */
  isChecked?: true
}

/** What a doubtful row may be: one that adds up others, a remark, the rest of the row above, a part of one above. */
export type Doubt = 'rollup' | 'note' | 'continued' | 'part'

/** What the rows of a table are judged by. */
export interface JudgedTable {
  shape: TableShape
  beside: number
  /** column of each field that is read */
  indexOf: ReadonlyMap<string, number>
  units: Readonly<Record<string, ColumnUnits>>
  titles: readonly string[]
  bottom: number
  inTable(row: SourceRow): SourceRow
}

const MAX_LABEL = 200
const TITLE = /(?:台账|一览表|明细表|情况表|统计表|汇总表|进度表|推进表|项目表|清单|花名册|表)(?:[（(].{0,12}[）)])?$/
const CONTINUED = /[（(]\s*(?:续表?|接上[页表]|第.{1,3}页)\s*\d{0,3}\s*[）)]\s*$|续表\s*\d{0,3}$/
const A_YEAR = /^(?:(?:19|20|21)\d{2})年(?:度)?/

/** What a heading says: the title again, a year, or what the kind of table makes of it. */
export function headingPlan(
  vocabulary: Pick<Vocabulary, 'headingSays' | 'events'>,
  titles: readonly string[],
  heading: string,
): Pick<RowPlan, 'says' | 'year'> & { isTitle: boolean } {
  const bare = squeeze(heading).replace(CONTINUED, '')
  const isTitle =
    CONTINUED.test(squeeze(heading)) || TITLE.test(bare) || titles.some((title) => squeeze(title) === bare)
  if (isTitle) return { says: null, year: null, isTitle }
  const said = A_YEAR.test(bare) ? yearSaid(bare, vocabulary.events) : null
  const year = said && 'year' in said ? said.year : null
  const rest = year === null ? bare : bare.replace(A_YEAR, '')
  if (rest === '' || rest === '项目')
    return { says: { column: null, value: heading, reason: '分组标题是年份' }, year, isTitle }
  return { says: vocabulary.headingSays(rest), year, isTitle }
}

type RowAnswers = ReadonlyMap<number, RowAnswer>

/** Says of the rows of a table that are no data, or may be none, what they are; what somebody said goes first. */
export function judgeRows(
  vocabulary: Vocabulary,
  seen: TableSeen,
  table: JudgedTable,
  until: number,
  answers: RowAnswers,
): RowPlan[] {
  const rows = seen.odd
    .filter(({ number }) => number > table.bottom && number < until)
    .map((row) => table.inTable(row))
    .filter(({ cells }) => cells.size > 0)
  const kinds = new Map(
    rows.map((row) => {
      const answer = answers.get(row.number)
      return [row, answer ? kindChosen(row, answer) : rowKind(row, table.shape)]
    }),
  )
  const rollups = findRollups(vocabulary, seen, table, rows, kinds, answers)
  for (const row of rows) {
    const parent = seen.parts.get(row.number)
    if (parent === undefined || kinds.get(row)!.kind !== 'data' || answers.has(row.number)) continue
    rollups.set(row, { ...planOf(vocabulary, table, row.number, { kind: 'note' }), kind: 'doubtful', doubt: 'part' })
  }
  return rows.flatMap((row): RowPlan[] => {
    const found = rollups.get(row)
    if (found) return [labelled(found, row)]
    const kind = kinds.get(row)!
    if (kind.kind === 'data') return []
    const answer = answers.get(row.number)
    const plan = planOf(vocabulary, table, row.number, kind)
    return [labelled(answer ? planChosen(vocabulary, table, plan, row, answer) : plan, row)]
  })
}

function kindChosen(row: SourceRow, { kind }: RowAnswer): RowKind {
  if (kind === 'data' || kind === 'note') return { kind }
  const { heading, stated, level } = headingOf(labelOf(row))
  return kind === 'group' ? { kind, heading, stated, level } : { kind: 'total', label: heading }
}

/** The first words of a row. */
function labelOf({ cells }: SourceRow): string {
  const texts = [...cells.values()].map(({ text }) => squeeze(text.slice(0, MAX_LABEL)))
  return texts.find((text) => /\p{Script=Han}/u.test(text)) ?? texts[0] ?? ''
}

/** A row without a label of its own is known by its first words. */
export const labelled = (plan: RowPlan, row: SourceRow): RowPlan =>
  plan.label === '' ? { ...plan, label: maskText(labelOf(row)).slice(0, MAX_WORDS) } : plan

const MAX_WORDS = 40

export const CHOSEN = '按您的选择'

/** What somebody said a row is, with what it then says of the rows below. */
export function planChosen(
  vocabulary: Vocabulary,
  { titles }: Pick<JudgedTable, 'titles'>,
  plan: RowPlan,
  row: SourceRow,
  { kind, means, checked }: RowAnswer,
): RowPlan {
  const chosen: RowPlan = { ...plan, isChosen: true, ...(checked ? { isChecked: true } : {}) }
  if (kind !== 'group' && kind !== 'rollup') return chosen
  const { heading, stated, level } = headingOf(labelOf(row))
  const label = maskText(heading)
  const { says, year } = headingPlan(vocabulary, titles, heading)
  return {
    ...chosen,
    kind,
    label,
    stated,
    level,
    year,
    says: means ? { column: means.field, value: means.value ?? label, reason: CHOSEN } : says,
  }
}

export function planOf(
  vocabulary: Pick<Vocabulary, 'headingSays' | 'events'>,
  { beside, titles }: Pick<JudgedTable, 'beside' | 'titles'>,
  row: number,
  kind: Exclude<RowKind, { kind: 'data' }>,
): RowPlan {
  const plan: RowPlan = { row, beside, kind: kind.kind, label: '', stated: null, level: 0, says: null, year: null }
  if (kind.kind === 'total') return { ...plan, label: maskText(kind.label).slice(0, MAX_LABEL) }
  if (kind.kind !== 'group') return plan
  const { heading, stated, level } = kind
  const { isTitle, ...says } = headingPlan(vocabulary, titles, heading)
  const label = maskText(heading).slice(0, MAX_LABEL)
  return isTitle ? { ...plan, kind: 'title', label } : { ...plan, label, stated, level, ...says }
}

interface Suspect {
  row: SourceRow
  label: string
  level: number
  stated: number | null
  hasOrdinal: boolean
  lacksSerial: boolean
  /** it names a company, as a subject does */
  hasCompany: boolean
  sums: Map<string, Decimal>
}

/**
 * Rows that add up others: known by a number of another kind (一, （二）) or a count beside a name, and no fact of their
 * own; or by proof, when their amount is the sum of the rows below to the next such row, or above to the last.
 */
function findRollups(
  vocabulary: Vocabulary,
  seen: TableSeen,
  table: JudgedTable,
  rows: readonly SourceRow[],
  kinds: ReadonlyMap<SourceRow, RowKind>,
  answers: RowAnswers,
): Map<SourceRow, RowPlan> {
  const data = rows.filter((row) => kinds.get(row)!.kind === 'data')
  const found = new Map<SourceRow, RowPlan>()
  const serial = table.indexOf.get(vocabulary.serial ?? '')
  const isNumbered = (row: SourceRow) => serial !== undefined && row.cells.get(serial)?.number !== undefined
  const numbered = seen.numbered + data.filter(isNumbered).length
  const hasSerials = serial !== undefined && numbered * 2 > seen.lines.length + data.length
  const all = data.flatMap((row) =>
    answers.has(row.number) ? [] : (suspectOf(vocabulary, table, row, hasSerials) ?? []),
  )
  const strong = all.filter((it) => it.hasOrdinal || it.lacksSerial || it.stated !== null)
  // In a table that says no more than names and amounts every row is like this.
  const isUsual = (all.length - strong.length) * 2 > seen.lines.length + data.length - strong.length
  const suspects = (isUsual ? strong : all).slice(0, MOST_SUSPECTS)
  if (suspects.length === 0) return found
  const suspected = new Set(suspects.map(({ row }) => row.number))
  const ordinary = [
    ...seen.lines.map(({ row, sums }) => ({ row, sums: readSums(vocabulary, table, (index) => sums.get(index)) })),
    ...data
      .filter(({ number }) => !suspected.has(number))
      .map((row) => ({ row: row.number, sums: readSums(vocabulary, table, (index) => row.cells.get(index)?.text) })),
  ].sort((a, b) => a.row - b.row)
  const numbers = ordinary.map(({ row }) => row)
  const between = (from: number, to: number) => ordinary.slice(placeOf(numbers, from + 1), placeOf(numbers, to))
  const breaks = rows.filter((row) => kinds.get(row)!.kind === 'total').map(({ number }) => number)
  const unproven: [Suspect, RowPlan][] = []
  suspects.forEach((suspect, at) => {
    const end = suspects.slice(at + 1).find(({ level }) => level <= suspect.level)?.row.number ?? Infinity
    const next = suspects[at + 1]?.row.number ?? Infinity
    const last = suspects[at - 1]?.row.number ?? 0
    const total = breaks.find((row) => row > suspect.row.number) ?? Infinity
    const before = breaks.findLast((row) => row < suspect.row.number) ?? 0
    const here = suspect.row.number
    const below = between(here, Math.min(end, total))
    const stretches = [
      below,
      between(here, Math.min(next, total)),
      between(here, end),
      between(Math.max(last, before), here),
    ]
    const proof = stretches.find((lines) => lines.length > 0 && addsUp(suspect, lines))
    const plan = (kind: 'rollup' | 'doubtful', doubt: Doubt = 'rollup'): RowPlan => ({
      row: here,
      beside: table.beside,
      kind,
      ...(kind === 'doubtful' ? { doubt } : {}),
      label: suspect.label,
      stated: suspect.stated,
      level: suspect.level,
      ...said(vocabulary, table, suspect.label),
    })
    const isCounted = suspect.stated !== null && stretches.some((lines) => lines.length === suspect.stated)
    const isMarked = (suspect.hasOrdinal && below.length > 0) || isCounted
    const isProven = proof !== undefined && (proof.length > 1 || suspect.lacksSerial)
    const saysNothing = suspect.sums.size === 0
    if (suspect.hasCompany) {
      if (saysNothing) found.set(suspect.row, plan('doubtful', 'continued'))
    } else if (isMarked || isProven) found.set(suspect.row, plan('rollup'))
    else if (suspect.lacksSerial || (serial === undefined && saysNothing))
      found.set(suspect.row, plan('doubtful', saysNothing ? 'note' : 'rollup'))
    else unproven.push([suspect, plan(proof ? 'rollup' : 'doubtful')])
  })
  // Where one such row of a table without numbers adds up others, the rest are no projects either.
  if (serial === undefined && [...found.values()].some(({ kind }) => kind === 'rollup'))
    for (const [{ row }, plan] of unproven) found.set(row, plan)
  return found
}

function said(vocabulary: Vocabulary, { titles }: JudgedTable, label: string): Pick<RowPlan, 'says' | 'year'> {
  const { says, year } = headingPlan(vocabulary, titles, label)
  return { says, year }
}

/** A row with a name and an amount, and nothing that only a subject has. */
function suspectOf(
  { columns, naming, serial }: Vocabulary,
  table: JudgedTable,
  row: SourceRow,
  hasSerials: boolean,
): Suspect | null {
  const sums = new Map<string, Decimal>()
  let name: SourceCell | undefined
  let number: SourceCell | undefined
  let company: SourceCell | undefined
  for (const [field, index] of table.indexOf) {
    const cell = row.cells.get(index)
    if (!cell) continue
    if (field === serial) number = cell
    else if (field === naming[0]) name = cell
    else if (naming.includes(field)) company = cell
    else if (!ruleOf(columns, field).cell.isSum) return null
    else {
      const value = sumOf(columns, table, field, cell.text)
      if (value) sums.set(field, value)
    }
  }
  const text = squeeze((name ?? number)?.text.slice(0, MAX_LABEL) ?? '')
  if (text === '') return null
  const own = headingOf(text)
  const ordinal = number && name ? ordinalLevel(number.text) : null
  const lacksSerial = hasSerials && number === undefined
  // The rest of a row above has a name, and part of a company's; whatever else has a company is a subject.
  if (company && !(lacksSerial && name && sums.size === 0)) return null
  return {
    row,
    label: maskText(own.heading),
    level: ordinal ?? own.level,
    stated: own.stated,
    hasOrdinal: ordinal !== null,
    lacksSerial,
    hasCompany: company !== undefined,
    sums,
  }
}

function sumOf(columns: Vocabulary['columns'], { units }: JudgedTable, field: string, text: string): Decimal | null {
  const { cell, label } = ruleOf(columns, field)
  const { amount, area } = units[field] ?? { amount: 'wan', area: 'mu' }
  const { value } = cell.read({ text }, { label, year: null, amount, area })
  return typeof value === 'string' && cell.unit ? new Decimal(value) : null
}

function readSums(
  { columns, totals }: Vocabulary,
  table: JudgedTable,
  textAt: (index: number) => string | undefined,
): Map<string, Decimal> {
  const sums = new Map<string, Decimal>()
  for (const { column } of totals) {
    const index = table.indexOf.get(column)
    const text = index === undefined ? undefined : textAt(index)
    const value = text === undefined ? null : sumOf(columns, table, column, text)
    if (value) sums.set(column, value)
  }
  return sums
}

/** more rows than this add up no others */
const MOST_SUSPECTS = 2_000

/** How many of the rising numbers are below a bound. */
function placeOf(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) < bound) low = middle + 1
    else high = middle
  }
  return low
}

const CENT = new Decimal('0.011')

/** Is one of the amounts the sum of the rows', and none another? */
function addsUp({ sums }: Suspect, lines: readonly { sums: Map<string, Decimal> }[]): boolean {
  let agrees = false
  for (const [field, value] of sums) {
    const parts = lines.flatMap((line) => line.sums.get(field) ?? [])
    if (parts.length === 0) continue
    const sum = parts.reduce((a, b) => a.plus(b))
    if (sum.minus(value).abs().gt(CENT)) return false
    agrees = true
  }
  return agrees
}
