import { formatDayRange } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { maskText } from '~/shared/text'
import { isBlankText, isPending } from '../../tables/domain/blanks'
import { holds, info, refusal, warning } from '../../tables/domain/findings'
import { maskPhoneCell, mobilesIn } from '../../tables/domain/personal'
import type { CellsRead, TableContext } from '../../tables/domain/vocabulary'
import { columnLabel, type ProjectColumn, type ProjectValues } from './columns'
import { blanksOf } from './coverage'
import { DECLARED, type DeclaredKey, type DeclaredValues } from './declared'
import { emptyDraft, type LedgerDraft } from './draft'
import { eventsOf } from './events'

export type ProjectRow = CellsRead<ProjectValues>

/** Was something noticed in this column? */
export const isNoted = (row: ProjectRow, column: ProjectColumn) => row.notes.some((it) => it.column === column)

/** A project as a row tells it, and what its fields say against each other. Nothing is completed by guess. */
export function understandProject(
  row: ProjectRow,
  sheetContext: TableContext,
): { draft: LedgerDraft; phones: string[] } {
  const { values, note } = row
  const unread = unreadColumns(row)
  checkName(row)
  checkAmounts(row)
  const extras = extrasOf(row)
  const events = eventsOf(row, sheetContext)
  const phones = phonesOf(row)
  if (isUnreadable(row, phones.person)) {
    note('phone', warning('phoneUnreadable', '联系电话读不出号码，未保存'))
    unread.add('phone')
  }
  const land = values.landState
  // Filled in place: among ten thousand rows the copies of wide objects are felt.
  const draft = Object.assign(emptyDraft(), declaredValues(values), placeOf(values))
  draft.industry = values.industry ?? sheetContext.headings.industry ?? null
  draft.rents = land?.kind === 'rents'
  draft.ownLand = land?.kind === 'ownLand'
  draft.landNote = land?.kind === 'notYet' ? maskText(land.note) : null
  draft.extras = extras
  draft.person = values.person
  draft.personPhone = masked(phones.person)
  draft.investorPerson = values.investorPerson
  draft.investorPhone = masked(phones.investorPerson)
  draft.events = events
  draft.statedOn = sheetContext.statedOn
  draft.blanks = blanksOf(draft, sheetContext.columns, unread)
  if (!draft.investor && !holds(row.notes)) note('investor', warning('investorMissing', '没有投资方，无法据此查重'))
  return { draft, phones: [...phones.person, ...phones.investorPerson] }
}

/** Columns whose cell holds something nobody could read. */
function unreadColumns({ notes, values }: ProjectRow): Set<string> {
  const read: Readonly<Record<string, unknown>> = values
  const unread = new Set<string>()
  for (const { column } of notes) if (column !== null && read[column] === null) unread.add(column)
  return unread
}

/** The declared fields that the row says. */
function declaredValues(values: ProjectValues): Partial<DeclaredValues> {
  const said: Partial<Record<DeclaredKey, unknown>> = {}
  for (const { key } of DECLARED) if (values[key] !== null) said[key] = values[key]
  return said as Partial<DeclaredValues>
}

function checkName(row: ProjectRow): void {
  const { name } = row.values
  const refuse = (code: string, message: string) => row.note('name', refusal(code, message))
  if (!name) {
    if (row.cells.name || !isNoted(row, 'name')) refuse('nameMissing', '缺少项目名称，请补填')
  } else if (isPending(name) && name.length <= 8) refuse('namePending', `项目名称“${name}”尚未确定，请补填`)
  else if (name.length < 2) refuse('nameTooShort', `项目名称“${name}”过短，请更正`)
}

function checkAmounts(row: ProjectRow): void {
  const { landState, landMu, investmentWan } = row.values
  if (landState?.kind === 'rents' && landMu)
    row.note('landMu', info('rentsWithArea', `租赁厂房却填了面积 ${formatNumber(landMu)} 亩，已保留，请核对`))
  if (!investmentWan && !isNoted(row, 'investmentWan'))
    row.note('investmentWan', warning('investmentMissing', '没有总投资'))
}

const EXTRAS = ['fixedInvestment', 'outsideFunds', 'completedInvestment'] as const

/** Amounts and days that no field of a project holds. */
function extrasOf({ values, note }: ProjectRow): string | null {
  const extras = EXTRAS.flatMap((column) => {
    const value = values[column]
    return value ? [`${columnLabel(column)} ${formatNumber(value)} 万元`] : []
  })
  if (values.plannedStart) extras.push(`计划开工 ${formatDayRange(values.plannedStart)}`)
  if (extras.length === 0) return null
  note(null, info('keptInRemark', `台账另载：${extras.join('；')}。项目没有对应字段，已记入备注`))
  return extras.join('；')
}

/** 落户地 may name a park, or a unit such as a town. */
function placeOf({ place, park }: ProjectValues): Pick<LedgerDraft, 'park' | 'landedAt'> {
  if (place && isParkName(place)) return { park: park ?? place, landedAt: null }
  return { park, landedAt: place }
}

/** Is 落户地 a park, or a unit such as a town? */
export function isParkName(name: string): boolean {
  return (
    /园区?$|开发区|工业园|产业园|科技园|集中区|工业区|高新区|经开区|示范区|园$/.test(name) &&
    !/(?:镇|乡|街道|办事处|局|委员?会?)$/.test(name)
  )
}

interface Phones {
  person: string[]
  investorPerson: string[]
}

const FREE_TEXTS = ['remark', 'content', 'blockingIssue', 'nextStep', 'person', 'investorPerson'] as const

/** The phones of both people: of their columns, and those typed into free text. */
function phonesOf({ values, cells, note }: ProjectRow): Phones {
  const phones = { person: values.phone ?? [], investorPerson: values.investorPhone ?? [] }
  for (const column of FREE_TEXTS) {
    const side = column === 'investorPerson' ? 'investorPerson' : 'person'
    const found = mobilesIn(cells[column]?.text ?? '').filter((phone) => !phones[side].includes(phone))
    if (found.length === 0) continue
    phones[side] = [...phones[side], ...found]
    note(column, info('phoneMoved', `${columnLabel(column)}中的电话已移入联系方式并脱敏显示`))
  }
  return phones
}

function isUnreadable({ cells }: ProjectRow, phones: readonly string[]): boolean {
  return cells.phone !== undefined && !isBlankText(cells.phone.text) && phones.length === 0
}

const masked = (phones: readonly string[]) => (phones.length > 0 ? phones.map(maskPhoneCell).join('、') : null)
