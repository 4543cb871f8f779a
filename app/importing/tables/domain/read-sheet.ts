import { maskText } from '~/shared/text'
import type { Day } from '~/shared/day'
import { Decimal, formatNumber } from '~/shared/money'
import { DUPLICATE_REASONS, type LikenessKeys } from '~/projects/domain/likeness'
import { parseAmount, parseArea } from './amounts'
import type { Field } from '../../projects/domain/columns'
import { understandRow, type LedgerDraft, type Phones } from '../../projects/domain/draft'
import { DuplicateIndex } from '../../projects/domain/duplicates'
import { info, warning, type Finding, type Note } from './findings'
import { identityOf, printOf, type Identity } from '../../projects/domain/identity'
import { maskedText, planFindings, planReader, type SheetPlan } from './plan'
import { columnLetter, type Merge, type SourceRow } from './source'
import { SheetTally, type LedgerRowKind, type SheetSummary } from './summary'

/** A row of the ledger as understood. */
export interface LedgerRow {
  sheet: string
  rowNumber: number
  kind: LedgerRowKind
  /** by column letter, phones masked */
  cells: Record<string, string>
  draft: LedgerDraft
  findings: Finding[]
  identity: Identity
  /** print of the cells: the same row in another file */
  phones: Phones
  duplicateOf: RowPlace | null
}

export interface RowPlace {
  sheet: string
  rowNumber: number
}

export interface SheetReading {
  summary: SheetSummary
  /** of the sheet as a whole: columns, groups, totals */
  findings: Finding[]
}

export function likenessKeys(draft: LedgerDraft): LikenessKeys {
  return {
    name: draft.name,
    investor: draft.investor,
    uscc: draft.uscc,
    investmentWan: draft.investmentWan,
    signedFrom: draft.events.find((event) => event.stage === 'signed')?.occurred.from ?? null,
  }
}

const SAME_IDENTITY: Record<Identity['kind'], string> = {
  code: '项目编号相同',
  signing: DUPLICATE_REASONS.name,
  print: '内容相同',
}

interface Group {
  row: number
  column: string
  industry: string
  stated: number | null
  rows: number
  duplicates: number
  held: number
}

/** What earlier rows of the same file said; shared by its sheets. */
export interface FileMemory {
  duplicates: DuplicateIndex<RowPlace>
  identities: Map<string, { rows: number; first: RowPlace | null }>
  /** numbers that rows of each identity have taken among the projects that share it */
  ordinals: Map<string, Set<number>>
}

export function fileMemory(): FileMemory {
  return { duplicates: new DuplicateIndex(), identities: new Map(), ordinals: new Map() }
}

/** Reads the rows of a sheet by its plan: drafts, findings, duplicates within the file. */
export async function* readLedgerSheet(
  rows: AsyncIterable<SourceRow>,
  plan: SheetPlan,
  merges: readonly Merge[],
  memory: FileMemory,
  today: Day | null,
): AsyncGenerator<LedgerRow, SheetReading, void> {
  const reader = planReader(plan, merges)
  const letterOf = new Map<Field, string>([...reader.fields].map(([index, field]) => [field, columnLetter(index)]))
  const tally = new SheetTally()
  const findings = planFindings(plan)
  const groups: Group[] = []
  const totals: { row: SourceRow; cells: ReturnType<typeof reader.cells> }[] = []
  let context = reader.context(null, today)

  for await (const source of rows) {
    if (source.number <= plan.bottom) continue
    const merged = reader.merged(source)
    const kind = reader.kind(source)
    if (kind.kind === 'group') {
      const column = columnLetter(Math.min(...source.cells.keys()))
      const industry = maskText(kind.industry)
      groups.push({ row: source.number, column, industry, stated: kind.stated, rows: 0, duplicates: 0, held: 0 })
      context = reader.context(industry.slice(0, 60), today)
      continue
    }
    if (kind.kind === 'total') {
      totals.push({ row: source, cells: reader.cells(source) })
      continue
    }
    if (kind.kind !== 'data') continue
    if (Object.keys(reader.cells(source)).every((field) => field === 'serial')) continue
    const row = readRow(merged.row, reader.cells(merged.row), merged.notes)
    tally.add(row.kind, row.draft)
    const group = groups.at(-1)
    if (group) {
      group.rows++
      if (row.kind === 'duplicate') group.duplicates++
      if (row.kind === 'held') group.held++
    }
    yield row
  }
  const summary = tally.summary(plan.name)
  findings.push(...groups.flatMap(groupFinding), ...totalFindings(totals, summary))
  return { summary, findings }

  function readRow(source: SourceRow, cells: ReturnType<typeof reader.cells>, mergedNotes: readonly Note[]): LedgerRow {
    const { draft, notes, phones, held } = understandRow(cells, context)
    const place: RowPlace = { sheet: plan.name, rowNumber: source.number }
    const found: Finding[] = notes.map(({ field, ...note }) =>
      at(source.number, field ? (letterOf.get(field) ?? null) : null, note),
    )
    found.push(...mergedNotes.map((note) => at(source.number, null, note)))
    for (const [index, cell] of source.cells) {
      if (cell.error && !reader.fields.has(index)) {
        found.push(
          at(
            source.number,
            columnLetter(index),
            info('cellErrorIgnored', `错误值 ${cell.error} 不在导入的列内，未采用`),
          ),
        )
      }
    }
    const identity: Identity = held ? printOf(draft) : identityOf(draft)
    const duplicate = held ? null : duplicateOf(draft, identity, place, found)
    return {
      ...place,
      kind: held ? 'held' : duplicate ? 'duplicate' : 'project',
      cells: maskedCells(source),
      draft,
      findings: found,
      identity,
      phones,
      duplicateOf: duplicate,
    }
  }

  function duplicateOf(draft: LedgerDraft, identity: Identity, place: RowPlace, found: Finding[]): RowPlace | null {
    const keys = likenessKeys(draft)
    const seen = memory.identities.get(identity.key) ?? { rows: 0, first: null }
    memory.identities.set(identity.key, seen)
    seen.rows++
    // A code belongs to one project, whatever rows it stands in.
    if (identity.kind !== 'code') draft.ordinal = seen.rows
    const same = seen.first
    const like = same ? null : memory.duplicates.find(keys)
    const of = same ?? like?.of ?? null
    if (!of) {
      seen.first = place
      memory.duplicates.add(keys, place)
      return null
    }
    const reason = like ? DUPLICATE_REASONS[like.reason] : SAME_IDENTITY[identity.kind]
    const where = of.sheet === place.sheet ? `第 ${of.rowNumber} 行` : `“${of.sheet}”第 ${of.rowNumber} 行`
    const column = letterOf.get(identity.kind === 'code' && same ? 'code' : 'name') ?? null
    found.push(
      at(place.rowNumber, column, warning('suspectedDuplicate', `与${where}疑似重复：${reason}。请确认是否同一项目`)),
    )
    return of
  }

  function maskedCells(source: SourceRow): Record<string, string> {
    const cells: Record<string, string> = {}
    for (const [index, cell] of source.cells) {
      cells[columnLetter(index)] = cell.unresolved
        ? '（公式无结果）'
        : maskedText(cell, reader.fields.get(index) ?? null)
    }
    return cells
  }

  function totalFindings(found: typeof totals, summary: SheetSummary): Finding[] {
    const last = found.at(-1)
    if (!last || !/^(?:合|总|共)/.test([...last.row.cells.values()][0]?.text.trim() ?? '')) return []
    const context = reader.context(null)
    const pairs = [
      [
        'investment',
        '总投资',
        '万元',
        parseAmount(last.cells.investment?.text ?? '', context.amountUnits.investment ?? 'wan').value,
        summary.totalInvestmentWan,
      ],
      ['landMu', '面积', '亩', parseArea(last.cells.landMu?.text ?? '', context.areaUnit).value, summary.landMu],
    ] as const
    return pairs.flatMap(([field, label, unit, stated, actual]) => {
      if (stated === null || new Decimal(stated).minus(actual).abs().lt('0.01')) return []
      const message = `合计行的${label}为 ${formatNumber(stated)} ${unit}，可导入的各行相加为 ${formatNumber(actual)} ${unit}，请核对`
      return [at(last.row.number, letterOf.get(field) ?? null, warning('totalDiffers', message))]
    })
  }
}

function at(row: number, column: string | null, note: Note): Finding {
  return { row, column, code: note.code, level: note.level, message: note.message }
}

function groupFinding(group: Group): Finding[] {
  if (group.stated === null || group.stated === group.rows) return []
  const parts = [
    group.duplicates > 0 ? `疑似重复 ${group.duplicates} 行` : null,
    group.held > 0 ? `待更正 ${group.held} 行` : null,
  ].filter(Boolean)
  const detail = parts.length > 0 ? `（其中${parts.join('、')}）` : ''
  const message = `标题“${group.industry}”写明 ${group.stated} 个，实有 ${group.rows} 行${detail}`
  return [at(group.row, group.column, warning('groupCountDiffers', message))]
}
