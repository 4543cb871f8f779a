import { compareRanges, formatDayRange, UNKNOWN_DAY, type Day, type DayRange } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { maskText, squeeze, tidyName } from '~/shared/text'
import { isUscc } from '~/shared/uscc'
import { rankOf, type PathStage } from '~/projects/domain/stages'
import { parseAmount, parseArea, type AmountUnit, type AreaUnit } from '../../tables/domain/amounts'
import { isBlankText, isPending } from '../../tables/domain/blanks'
import { FIELD_LABELS, type Field } from './columns'
import { parseDay } from '../../tables/domain/days'
import { holds, info, refusal, warning, type Note, type Understood } from '../../tables/domain/findings'
import { parseLandState, parseProgress, parseStartFlag } from './flags'
import { maskPhoneCell, mobilesIn, phonesIn, withoutMobiles } from '../../tables/domain/personal'
import type { SourceCell } from '../../tables/domain/source'
import { blanksOf, splitRemark, type Told } from './coverage'

export type ImportedStage = PathStage | 'suspended' | 'ended'

export interface DraftEvent {
  stage: ImportedStage
  occurred: DayRange
}

/** A project as a ledger row tells it; units and parks by name, phones masked. */
export interface LedgerDraft {
  name: string
  code: string | null
  investor: string | null
  uscc: string | null
  origin: string | null
  projectCompany: string | null
  industry: string | null
  chain: string | null
  content: string | null
  channel: string | null
  introducedBy: string | null
  /** a town or other unit the project lands at */
  landedAt: string | null
  park: string | null
  sponsor: string | null
  chainLeader: string | null
  /** 万元 */
  investmentWan: string | null
  /** 亩 */
  landMu: string | null
  /** 万元 a year at full production */
  annualTaxWan: string | null
  rents: boolean
  ownLand: boolean
  landNote: string | null
  blockingIssue: string | null
  nextStep: string | null
  remark: string | null
  /** what the ledger tells besides and no field holds; kept with the project's remark */
  alsoTold: string | null
  person: string | null
  personPhone: string | null
  investorPerson: string | null
  investorPhone: string | null
  events: DraftEvent[]
  statedOn: Day | null
  /** what it is silent on though the ledger has a column for it; a column that is not there says nothing */
  blanks: Told[]
  /** which of several projects that share one identity it is, from 1 in order of appearance */
  ordinal: number
}

/** What a draft tells of a project, besides the stages it has reached. */
export type DraftField = Exclude<keyof LedgerDraft, 'events' | 'statedOn' | 'blanks' | 'ordinal'>

/** A draft that says nothing. */
export function emptyDraft(): LedgerDraft {
  return {
    name: '',
    code: null,
    investor: null,
    uscc: null,
    origin: null,
    projectCompany: null,
    industry: null,
    chain: null,
    content: null,
    channel: null,
    introducedBy: null,
    landedAt: null,
    park: null,
    sponsor: null,
    chainLeader: null,
    investmentWan: null,
    landMu: null,
    annualTaxWan: null,
    rents: false,
    ownLand: false,
    landNote: null,
    blockingIssue: null,
    nextStep: null,
    remark: null,
    alsoTold: null,
    person: null,
    personPhone: null,
    investorPerson: null,
    investorPhone: null,
    events: [],
    statedOn: null,
    blanks: [],
    ordinal: 1,
  }
}

/** A draft as it is stored: without what an empty one holds. */
export function compactDraft(draft: LedgerDraft): Partial<LedgerDraft> {
  const saysMore = (key: string, value: unknown) =>
    value !== null &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0) &&
    !(key === 'ordinal' && value === 1)
  return Object.fromEntries(
    Object.entries(draft).filter(([key, value]) => saysMore(key, value)),
  ) as Partial<LedgerDraft>
}

/** A stored draft in full. One stored before `blanks` were kept is silent on nothing, and holds all it tells besides in its remark. */
export function wholeDraft(stored: unknown): LedgerDraft {
  const draft = { ...emptyDraft(), ...(stored as Partial<LedgerDraft> | null) }
  return draft.alsoTold ? draft : { ...draft, ...splitRemark(draft.remark) }
}

/** Columns that say on which day a stage was reached. */
const DAYS_OF_STAGES = [
  ['negotiatedOn', 'negotiating'],
  ['signedOn', 'signed'],
  ['startedOn', 'started'],
  ['completedOn', 'completed'],
  ['producedOn', 'producing'],
] as const satisfies [Field, ImportedStage][]

/** What holds for all rows of a sheet. */
export interface SheetContext {
  today: Day | null
  year: number | null
  amountUnits: Partial<Record<Field, AmountUnit>>
  areaUnit: AreaUnit
  statedOn: Day | null
  /** fields that have a column */
  columns: ReadonlySet<Field>
  /** the ledger is of signed projects, as its title, name or columns say */
  isOfSigned: boolean
  /** the group heading above the row */
  industry: string | null
}

/** Raw phones of a row, kept apart from everything else. */
export interface Phones {
  person: string[]
  investorPerson: string[]
}

export interface UnderstoodRow {
  draft: LedgerDraft
  /** with the field they concern; null: the whole row */
  notes: (Note & { field: Field | null })[]
  phones: Phones
  held: boolean
}

export type FieldCells = Partial<Record<Field, SourceCell>>

const LIMITS: Partial<Record<Field, number>> = {
  name: 200,
  code: 60,
  investor: 200,
  origin: 60,
  projectCompany: 200,
  industry: 60,
  chain: 60,
  content: 4000,
  channel: 60,
  introducedBy: 60,
  place: 60,
  park: 60,
  sponsor: 60,
  chainLeader: 60,
  blockingIssue: 2000,
  nextStep: 2000,
  remark: 3000,
  person: 60,
  investorPerson: 60,
}

/** Is 落户地 a park, or a unit such as a town? */
export function isParkName(name: string): boolean {
  return (
    /园区?$|开发区|工业园|产业园|科技园|集中区|工业区|高新区|经开区|示范区|园$/.test(name) &&
    !/(?:镇|乡|街道|办事处|局|委员?会?)$/.test(name)
  )
}

/** Reads one data row by its fields. Nothing is completed by guess: what cannot be read holds the row back. */
export function understandRow(cells: FieldCells, context: SheetContext): UnderstoodRow {
  const notes: UnderstoodRow['notes'] = []
  const note = (field: Field | null, ...found: Note[]) =>
    notes.push(...found.map((each) => ({ ...each, message: maskText(each.message), field })))
  for (const [field, cell] of Object.entries(cells) as [Field, SourceCell][]) {
    if (field === 'serial') continue
    if (cell.error) note(field, refusal('cellError', `${FIELD_LABELS[field]}是错误值 ${cell.error}，请更正`))
    else if (cell.unresolved)
      note(
        field,
        refusal(
          'formulaUnresolved',
          `${FIELD_LABELS[field]}是公式，文件里没有它的结果。请在 Excel 中打开并保存后重新上传，或在此填写`,
        ),
      )
  }
  const usable = (field: Field): SourceCell | undefined => {
    const cell = cells[field]
    return cell && !cell.error && !cell.unresolved ? cell : undefined
  }
  const take = <T>(field: Field, read: (cell: SourceCell) => Understood<T>): T | null => {
    const cell = usable(field)
    if (!cell) return null
    const { value, notes: found } = read(cell)
    note(field, ...found)
    return value
  }
  const text = (field: Field): string | null => {
    const cell = usable(field)
    if (!cell || isBlankText(cell.text)) return null
    const max = LIMITS[field] ?? 200
    const tidy = maskText(max > 200 ? cell.text.trim() : tidyName(cell.text))
    if (tidy.length > max) note(field, warning('textCut', `${FIELD_LABELS[field]}超过 ${max} 字，只保留前 ${max} 字`))
    return tidy.slice(0, max)
  }
  const personName = (field: Field): string | null => {
    const cell = usable(field)
    const bare = cell && !isBlankText(cell.text) ? tidyName(withoutMobiles(cell.text)) : ''
    return bare === '' ? null : maskText(bare).slice(0, LIMITS[field])
  }
  const amount = (field: Field) =>
    take(field, (cell) => parseAmount(cell.text, context.amountUnits[field] ?? 'wan', FIELD_LABELS[field]))
  const day = (field: Field) => take(field, (cell) => parseDay(cell, context.year, FIELD_LABELS[field]))

  const name = text('name')
  if (!name && !cells.name?.error && !cells.name?.unresolved)
    note('name', refusal('nameMissing', '缺少项目名称，请补填'))
  else if (name && isPending(name) && name.length <= 8)
    note('name', refusal('namePending', `项目名称“${name}”尚未确定，请补填`))
  else if (name && name.length < 2) note('name', refusal('nameTooShort', `项目名称“${name}”过短，请更正`))

  const uscc = readUscc(text('uscc'), note)
  const orgName = (field: Field) => text(field)?.replace(/\s/g, '') || null
  const place = orgName('place')
  const placeIsPark = place !== null && isParkName(place)
  const park = orgName('park') ?? (placeIsPark ? place : null)
  const land = take('landState', (cell) => parseLandState(cell.text))
  const investmentWan = amount('investment')
  const landMu = take('landMu', (cell) => parseArea(cell.text, context.areaUnit, FIELD_LABELS.landMu))
  if (land?.kind === 'rents' && landMu)
    note('landMu', info('rentsWithArea', `租赁厂房却填了面积 ${formatNumber(landMu)} 亩，已保留，请核对`))
  if (!investmentWan && !notes.some((it) => it.field === 'investment'))
    note('investment', warning('investmentMissing', '没有总投资'))

  const extras = (['fixedInvestment', 'outsideFunds', 'completedInvestment'] as const).flatMap((field) => {
    const value = amount(field)
    return value ? [`${FIELD_LABELS[field]} ${formatNumber(value)} 万元`] : []
  })
  const planned = day('plannedStart')
  if (planned) extras.push(`计划开工 ${formatDayRange(planned)}`)
  if (extras.length > 0)
    note(null, info('keptInRemark', `台账另载：${extras.join('；')}。项目没有对应字段，已记入备注`))

  const events = readEvents()
  const phones: Phones = {
    person: phonesIn(usable('phone')?.text ?? ''),
    investorPerson: phonesIn(usable('investorPhone')?.text ?? ''),
  }
  for (const field of ['remark', 'content', 'blockingIssue', 'nextStep', 'person', 'investorPerson'] as const) {
    const side = phones[field === 'investorPerson' ? 'investorPerson' : 'person']
    const found = mobilesIn(usable(field)?.text ?? '').filter((phone) => !side.includes(phone))
    if (found.length === 0) continue
    side.push(...found)
    note(field, info('phoneMoved', `${FIELD_LABELS[field]}中的电话已移入联系方式并脱敏显示`))
  }
  const phoneText = usable('phone')
  if (phoneText && !isBlankText(phoneText.text) && phones.person.length === 0) {
    note('phone', warning('phoneUnreadable', '联系电话读不出号码，未保存'))
  }

  const draft: LedgerDraft = {
    name: name ?? '',
    code: text('code'),
    investor: text('investor'),
    uscc,
    origin: text('origin'),
    projectCompany: text('projectCompany'),
    industry: text('industry') ?? context.industry,
    chain: text('chain'),
    content: text('content'),
    channel: text('channel'),
    introducedBy: orgName('introducedBy'),
    landedAt: place && !placeIsPark ? place : null,
    park,
    sponsor: text('sponsor'),
    chainLeader: text('chainLeader'),
    investmentWan,
    landMu,
    annualTaxWan: amount('annualTax'),
    rents: land?.kind === 'rents',
    ownLand: land?.kind === 'ownLand',
    landNote: land?.kind === 'notYet' ? maskText(land.note) : null,
    blockingIssue: text('blockingIssue'),
    nextStep: text('nextStep'),
    remark: text('remark'),
    alsoTold: extras.join('；') || null,
    person: personName('person'),
    personPhone: phones.person.length > 0 ? phones.person.map(maskPhoneCell).join('、') : null,
    investorPerson: personName('investorPerson'),
    investorPhone: phones.investorPerson.length > 0 ? phones.investorPerson.map(maskPhoneCell).join('、') : null,
    events,
    statedOn: context.statedOn,
    blanks: [],
    ordinal: 1,
  }
  const unread = notes.flatMap(({ code, field }) =>
    field && ['usccInvalid', 'phoneUnreadable'].includes(code) ? [field] : [],
  )
  draft.blanks = blanksOf(draft, context.columns, unread)
  if (!draft.investor && !holds(notes)) note('investor', warning('investorMissing', '没有投资方，无法据此查重'))
  return { draft, notes, phones, held: holds(notes) }

  function readEvents(): DraftEvent[] {
    const signedOn = day('signedOn')
    const startedOn = day('startedOn')
    const completedOn = day('completedOn')
    const producedOn = day('producedOn')
    const negotiatedOn = day('negotiatedOn')
    const progress = parseProgress(usable('progress')?.text ?? '').stage
    const started = readStarted(startedOn, progress)
    const reached = new Map<ImportedStage, DayRange>()
    if (negotiatedOn) reached.set('negotiating', negotiatedOn)
    if (signedOn) reached.set('signed', signedOn)
    if (land?.kind === 'supplied') reached.set('landSupplied', UNKNOWN_DAY)
    if (started) reached.set('started', startedOn ?? UNKNOWN_DAY)
    if (started && (completedOn || progress === 'completed')) reached.set('completed', completedOn ?? UNKNOWN_DAY)
    if (started && (producedOn || progress === 'producing' || progress === 'onTarget'))
      reached.set('producing', producedOn ?? UNKNOWN_DAY)
    if (started && progress === 'onTarget') reached.set('onTarget', UNKNOWN_DAY)
    const side = progress === 'ended' || progress === 'suspended' ? progress : null
    if (side) {
      reached.set(side, UNKNOWN_DAY)
      note('progress', info('sideStage', `进度写明项目${side === 'ended' ? '终止' : '暂缓'}，日期不详`))
    }
    const beyondSigned = [...reached.keys()].some((stage) => rankOf(stage as PathStage) > rankOf('signed'))
    const isOpen = progress === 'negotiating' || progress === 'screening' || progress === 'approved'
    if (!reached.has('signed') && (beyondSigned || progress === 'signed' || (context.isOfSigned && !isOpen))) {
      reached.set('signed', UNKNOWN_DAY)
      if (!notes.some((it) => it.field === 'signedOn'))
        note('signedOn', warning('signedDayUnknown', '没有签约时间，按“签约，日期不详”记'))
    }
    if (isOpen && !signedOn && !beyondSigned && !reached.has(progress)) reached.set(progress, UNKNOWN_DAY)
    if (![...reached.keys()].some((stage) => rankOf(stage as PathStage) >= 0)) reached.set('lead', UNKNOWN_DAY)
    checkOrder(reached)
    const order = (stage: ImportedStage) => (rankOf(stage as PathStage) < 0 ? 99 : rankOf(stage as PathStage))
    return [...reached]
      .map(([stage, occurred]) => ({ stage, occurred }))
      .sort((a, b) => order(a.stage) - order(b.stage))
  }

  function readStarted(startedOn: DayRange | null, progress: ImportedStage | null): boolean {
    const byProgress = progress !== null && rankOf(progress as PathStage) >= rankOf('started')
    if (context.columns.has('startFlag')) {
      const said = usable('startFlag')?.text ?? ''
      const flag = take('startFlag', (cell) => parseStartFlag(cell.text)) ?? false
      const unknown = notes.some((it) => it.code === 'flagUnknown')
      if (!flag && startedOn && !unknown) {
        const word = isBlankText(said) ? '空白' : `“${said.trim()}”`
        note(
          'startFlag',
          refusal(
            'notStartedWithDay',
            `是否开工为${word}，却填了开工时间 ${formatDayRange(startedOn)}，请确认是否开工`,
          ),
        )
      } else if (!flag && byProgress && !unknown) {
        note('progress', warning('progressContradicts', '进度像是已开工，是否开工却不是；按未开工记'))
      } else if (flag && !startedOn && !notes.some((it) => it.field === 'startedOn')) {
        note('startedOn', info('startedDayUnknown', '已开工，但没有开工时间，按“日期不详”记'))
      }
      return flag
    }
    if (startedOn) return true
    const progressCell = usable('progress')
    if (progressCell && !byProgress && parseStartFlag(progressCell.text).value === true) return true
    return byProgress
  }

  function checkOrder(reached: Map<ImportedStage, DayRange>): void {
    const signed = reached.get('signed')
    const started = reached.get('started')
    if (signed && started && compareRanges(started, signed) < 0) {
      note(
        'startedOn',
        warning(
          'startBeforeSigned',
          `开工时间 ${formatDayRange(started)} 早于签约时间 ${formatDayRange(signed)}，待核`,
        ),
      )
    }
    for (const [field, stage] of DAYS_OF_STAGES) {
      const range = reached.get(stage)
      if (context.today && range?.from && range.from > context.today) {
        note(
          field,
          refusal(
            'dayToCome',
            `${FIELD_LABELS[field]} ${formatDayRange(range)} 还没有到（今天 ${context.today}），请更正或清空`,
          ),
        )
      }
    }
    if (!context.statedOn) return
    for (const [field, stage] of [
      ['signedOn', 'signed'],
      ['startedOn', 'started'],
    ] as const) {
      const range = reached.get(stage)
      if (range?.from && range.from > context.statedOn) {
        note(
          field,
          warning(
            'dayAfterStated',
            `${FIELD_LABELS[field]} ${formatDayRange(range)} 晚于填表日期 ${context.statedOn}，待核`,
          ),
        )
      }
    }
  }
}

function readUscc(raw: string | null, note: (field: Field, ...notes: Note[]) => void): string | null {
  if (!raw) return null
  const code = squeeze(raw).replace(/[\s-]/g, '').toUpperCase()
  if (isUscc(code)) return code
  note('uscc', warning('usccInvalid', `统一社会信用代码“${raw}”校验不符，未采用`))
  return null
}
