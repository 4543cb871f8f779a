import { rankOf, STAGE_NAMES } from '~/projects/domain/stages'
import { formatDayRange } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { maskText, quoted, squeeze, tidyName } from '~/shared/text'
import { FOREIGN_WORD } from '~/shared/units'
import { hasOwnUnit } from '~/shared/written-amount'
import { isBlankText, isPending } from '~/shared/blank-text'
import { holds, info, refusal, warning } from '../../tables/domain/findings'
import { maskPhoneCell, mobilesIn, phonesBeside } from '../../tables/domain/personal'
import type { CellsRead, TableContext } from '../../tables/domain/vocabulary'
import { columnLabel, type ProjectColumn, type ProjectValues } from './columns'
import { blanksOf } from './coverage'
import { DECLARED, type DeclaredKey, type DeclaredValues } from './declared'
import { emptyDraft, type DraftEvent, type LedgerDraft } from './draft'
import { PARTNERS } from './remark'
import { eventsOf } from './events'
import { parseLandState, parseProgress, type LandState } from './flags'
import { HEADING_FIELDS } from './headings'
import { isParkName } from './places'

export type ProjectRow = CellsRead<ProjectValues>

/** Was something noticed in this column? */
export const isNoted = (row: ProjectRow, column: ProjectColumn) => row.notes.some((it) => it.column === column)

/** A project as a row tells it, and what its fields say against each other. Nothing is completed by guess. */
export function understandProject(
  row: ProjectRow,
  tableContext: TableContext,
): { draft: LedgerDraft; phones: string[] } {
  const { values, note } = row
  const unread = unreadColumns(row)
  checkName(row)
  checkAmounts(row)
  const { headings } = tableContext
  const extras = extrasOf(row, headings.remark)
  const events = eventsOf(row, tableContext)
  const phones = phonesOf(row)
  if (isUnreadable(row, phones.person)) {
    note('phone', warning('phoneUnreadable', '联系电话读不出号码，未保存'))
    unread.add('phone')
  }
  const land = values.landState ?? landSaidAsArea(row) ?? landOver(row, headings.landState)
  // Filled in place: among ten thousand rows the copies of wide objects are felt.
  const draft = Object.assign(emptyDraft(), declaredValues(values), placeOf(values, tableContext))
  for (const field of HEADING_FIELDS) draft[field] ??= headings[field] ?? null
  draft.rents = land?.kind === 'rents'
  draft.ownLand = land?.kind === 'ownLand'
  draft.landNote = landNoteOf(row, land)
  draft.extras = extras
  draft.person = values.person
  draft.personPhone = masked(phones.person)
  draft.investorPerson = values.investorPerson
  draft.investorPhone = masked(phones.investorPerson)
  draft.events = events
  draft.statedOn = tableContext.statedOn
  draft.blanks = blanksOf(draft, tableContext.columns, unread)
  checkRemark(row, events)
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
  else if (OF_NO_NAME.test(name)) refuse('nameIncomplete', `项目名称“${name}”不完整，像是接着上一行写的，请更正`)
  else if (name.length < 2) refuse('nameTooShort', `项目名称“${name}”过短，请更正`)
}

/** （二期） and 三期工程 name a part of what stands above. */
const OF_NO_NAME = /^(?:示例.{0,4}|样例.{0,4}|范例.{0,4}|[（(][^()（）]*[）)]|第?[一二三四五六\d]期(?:项目|工程)?)$/

/** A remark that tells of an end, a standstill or a start which no column tells is no fact, and is not passed over. */
function checkRemark({ cells, note }: ProjectRow, events: readonly DraftEvent[]): void {
  const said = cells.remark?.text.trim() ?? ''
  if (said === '' || said.length > MAX_REMARK) return
  const isPlan = PLAN_TOLD.test(said) && events.some((event) => event.stage === 'started')
  if (isPlan) note('remark', warning('remarkTellsPlan', `备注${quoted(maskText(said))}像是说开工时间是计划的，请核对`))
  const { stage } = parseProgress(said)
  const isTold = events.some((event) => event.stage === stage)
  const isMore = stage === 'ended' || stage === 'suspended' || (stage !== null && rankOf(stage) >= rankOf('started'))
  if (stage === null || isTold || !isMore) return
  note(
    'remark',
    warning('remarkTellsStage', `备注${quoted(maskText(said))}像是说项目${STAGE_NAMES[stage]}，未据此记，请核对`),
  )
}

const MAX_REMARK = 60
const PLAN_TOLD = /^(?:均?为)?(?:计划|预计|拟)(?:时间|日期)?$|(?:计划|预计|拟)(?:于.{0,10})?(?:开工|动工)/

/** 投资额为万美元, 单位：美元, where no number stands before it. */
const FOREIGN_TOLD = new RegExp(
  `(?:^|单位|币种|投资额?|金额|总投资|[按以为均是:：])[为是按以均:：]{0,2}[百千万亿]{0,2}(?:${FOREIGN_WORD})(?!资)`,
)

/** A remark that tells in what currency the amount is goes before its column. */
function checkCurrency({ cells, values, note }: ProjectRow): void {
  const amount = cells.investmentWan
  const said = squeeze(cells.remark?.text.slice(0, 500) ?? '').replace(/\s/g, '')
  if (!amount || !values.investmentWan || hasOwnUnit('amount', amount.text) || !FOREIGN_TOLD.test(said)) return
  note('investmentWan', refusal('amountForeign', `备注写着${quoted(maskText(said))}，总投资像是外币，请折算成人民币`))
}

function checkAmounts(row: ProjectRow): void {
  checkCurrency(row)
  const { landState, landMu, investmentWan } = row.values
  if (landState?.kind === 'rents' && landMu)
    row.note('landMu', info('rentsWithArea', `租赁厂房却填了面积 ${formatNumber(landMu)} 亩，已保留，请核对`))
  if (!investmentWan && !isNoted(row, 'investmentWan'))
    row.note('investmentWan', warning('investmentMissing', '没有总投资'))
}

const EXTRAS = ['fixedInvestment', 'outsideFunds', 'completedInvestment'] as const

/** A name as it may stand among others in a remark. */
const partnerName = (text: string) =>
  maskText(tidyName(text))
    .replace(/[；。]/g, '，')
    .slice(0, 200)

/** Amounts, days and further investors that no field of a project holds. */
function extrasOf({ values, others, note }: ProjectRow, heading: string | undefined): string | null {
  const extras = EXTRAS.flatMap((column) => {
    const value = values[column]
    return value ? [`${columnLabel(column)} ${formatNumber(value)} 万元`] : []
  })
  if (heading) extras.push(`分组 ${partnerName(heading)}`)
  if (values.plannedStart) extras.push(`计划开工 ${formatDayRange(values.plannedStart)}`)
  const partners = others.flatMap(({ investor }) =>
    investor && !isBlankText(investor.text) ? [partnerName(investor.text)] : [],
  )
  if (partners.length > 0) extras.push(`${PARTNERS} ${[...new Set(partners)].join('、')}`)
  if (extras.length === 0) return null
  note(null, info('keptInRemark', `台账另载：${extras.join('；')}。项目没有对应字段，已记入备注`))
  return extras.join('；')
}

/** What is written in the place of an area: renting, or land that is held already. */
function landSaidAsArea({ values, cells }: ProjectRow): LandState | null {
  if (values.landMu !== null || !cells.landMu) return null
  const { value } = parseLandState(cells.landMu.text)
  return value?.kind === 'rents' || value?.kind === 'ownLand' ? value : null
}

/** What the heading over a row says of its land. */
function landOver({ cells }: ProjectRow, heading: string | undefined): LandState | null {
  if (!heading || (cells.landState && !isBlankText(cells.landState.text))) return null
  return parseLandState(heading).value
}

function landNoteOf({ values, cells }: ProjectRow, land: LandState | null): string | null {
  if (land?.kind === 'notYet') return maskText(land.note)
  const isSaidAsArea = land !== null && values.landState === null
  return isSaidAsArea ? maskText(cells.landMu?.text.trim() ?? '').slice(0, MAX_LAND_NOTE) || null : null
}

const MAX_LAND_NOTE = 200

/** 落户地 may name a park, or a unit such as a town; where the row says none, the heading over it may. */
function placeOf({ place, park }: ProjectValues, { headings }: TableContext): Pick<LedgerDraft, 'park' | 'landedAt'> {
  const said = place ?? (park ? null : (headings.place ?? null))
  if (said && isParkName(said)) return { park: park ?? said, landedAt: null }
  return { park, landedAt: said }
}

interface Phones {
  person: string[]
  investorPerson: string[]
}

const FREE_TEXTS = ['remark', 'content', 'blockingIssue', 'nextStep', 'person', 'investorPerson'] as const

const PEOPLE: ReadonlySet<string> = new Set(['person', 'investorPerson'])

/** The phones of both people: of their columns, and those typed into free text. */
function phonesOf({ values, cells, note }: ProjectRow): Phones {
  const phones = { person: values.phone ?? [], investorPerson: values.investorPhone ?? [] }
  for (const column of FREE_TEXTS) {
    const side = column === 'investorPerson' ? 'investorPerson' : 'person'
    const text = cells[column]?.text ?? ''
    const found = (PEOPLE.has(column) ? phonesBeside(text) : mobilesIn(text)).filter(
      (phone) => !phones[side].includes(phone),
    )
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
