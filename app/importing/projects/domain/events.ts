import { rankOf, type PathStage } from '~/projects/domain/stages'
import { compareRanges, formatDayRange, UNKNOWN_DAY, type DayRange } from '~/shared/day'
import { isBlankText } from '~/shared/blank-text'
import { info, refusal, warning } from '../../tables/domain/findings'
import type { CellsRead, TableContext } from '../../tables/domain/vocabulary'
import { columnLabel, type ProjectValues } from './columns'
import type { DraftEvent, ImportedStage } from './draft'
import { parseLandState, parseProgress, parseStartFlag } from './flags'
import { dayOfHeading } from './headings'
import { plannedIn, titlesSay } from './signed'

type Row = CellsRead<ProjectValues>
type Reached = Map<ImportedStage, DayRange>

const rank = (stage: ImportedStage) => rankOf(stage)
const isNoted = (row: Row, column: string) => row.notes.some((it) => it.column === column)

/** Columns that say on which day a stage was reached. */
const DAYS_OF_STAGES = [
  ['negotiatedOn', 'negotiating'],
  ['signedOn', 'signed'],
  ['startedOn', 'started'],
  ['completedOn', 'completed'],
  ['producedOn', 'producing'],
] as const

/** The stages that a row says were reached, in the order of the path. */
export function eventsOf(told: Row, tableContext: TableContext): DraftEvent[] {
  const row = withoutFramework(withoutPlanned(told, tableContext))
  const reached: Reached = new Map()
  const stage = furthest(row, tableContext)
  reachByDaysAndFlags(row, tableContext, stage, reached)
  endOrSuspend(row, stage, reached)
  reachBeforeStart(row, tableContext, stage, reached)
  if (![...reached.keys()].some((stage) => rank(stage) >= 0)) reached.set('lead', UNKNOWN_DAY)
  checkOrder(row, reached)
  checkDays(row, tableContext, reached)
  const order = (stage: ImportedStage) => (rank(stage) < 0 ? 99 : rank(stage))
  return [...reached].map(([stage, occurred]) => ({ stage, occurred })).sort((a, b) => order(a.stage) - order(b.stage))
}

const stageOf = ({ values }: Row): ImportedStage | null => values.progress?.stage ?? values.startFlag?.stage ?? null

/** How far the heading over a row says that it is; null where it says nothing of it. */
function headingOf({ headings, year }: TableContext) {
  return headings.progress ? parseProgress(headings.progress, year) : null
}

/** Does the row itself tell how far it is? */
function tellsStage({ values, cells }: Row): boolean {
  const { progress, startFlag, startedOn, completedOn, producedOn } = values
  const isTold = (cell: 'progress' | 'startFlag') => cells[cell] !== undefined && !isBlankText(cells[cell].text)
  return (
    (progress?.isUnderstood === true && isTold('progress')) ||
    (startFlag !== null && isTold('startFlag')) ||
    [startedOn, completedOn, producedOn].some((day) => day !== null) ||
    TICKS.some(([tick]) => values[tick] === true)
  )
}

/** Columns that are headed by a stage, to be ticked where it is reached. */
const TICKS = [
  ['negotiatingTick', 'negotiating'],
  ['signedTick', 'signed'],
  ['completedTick', 'completed'],
  ['producedTick', 'producing'],
] as const

/** The furthest stage that is ticked. */
function tickedStage({ values }: Row): PathStage | null {
  return TICKS.findLast(([tick]) => values[tick] === true)?.[1] ?? null
}

/** The stage that the row tells in words or ticks, else the heading over it. */
function furthest(row: Row, tableContext: TableContext): ImportedStage | null {
  const own = stageOf(row)
  const ticked = tickedStage(row)
  if (own && ticked) return rank(ticked) > rank(own) ? ticked : own
  const said = own ?? ticked
  if (said || hasBegun(row)) return said
  const over = tellsStage(row) ? null : headingOf(tableContext)
  return over ? over.stage : tableContext.headings.progress ? null : titlesSay(tableContext.titles).status
}

/** Does a day, a tick or a word of the row itself tell that it has begun, whatever its table says? */
const hasBegun = ({ values: { startFlag, startedOn, completedOn, producedOn } }: Row) =>
  startFlag?.started === true || [startedOn, completedOn, producedOn].some((day) => day !== null)

/** What a column of its own says, and what progress says of a project that has started. */
function reachByDaysAndFlags(
  row: Row,
  tableContext: TableContext,
  stage: ImportedStage | null,
  reached: Reached,
): void {
  const { negotiatedOn, signedOn, startedOn, startFlag, progress, completedOn, producedOn, landState } = row.values
  if (negotiatedOn) reached.set('negotiating', negotiatedOn)
  const signed = signedOn ?? signedOver(row, tableContext)
  if (signed) reached.set('signed', signed)
  const isSupplied = landState ? landState.kind === 'supplied' : isSuppliedOver(row, tableContext)
  if (isSupplied) reached.set('landSupplied', UNKNOWN_DAY)
  if (!hasStarted(row, tableContext, stage)) return
  reached.set('started', startedOn ?? startFlag?.on ?? progress?.startedOn ?? UNKNOWN_DAY)
  if (completedOn || stage === 'completed') reached.set('completed', completedOn ?? UNKNOWN_DAY)
  if (producedOn || stage === 'producing' || stage === 'onTarget') reached.set('producing', producedOn ?? UNKNOWN_DAY)
  if (stage === 'onTarget') reached.set('onTarget', UNKNOWN_DAY)
}

const HEADED_DAYS = [
  ['signedOn', 'signed'],
  ['startedOn', 'started'],
  ['completedOn', 'completed'],
  ['producedOn', 'producing'],
] as const

/** Under a heading such as 计划开工 the days of what is still to come are none on which it happened. */
function withoutPlanned(row: Row, { headings }: TableContext): Row {
  const planned = headings.progress ? plannedIn(headings.progress) : new Set<string>()
  if (planned.size === 0) return row
  const values = { ...row.values }
  for (const [column, milestone] of HEADED_DAYS) {
    const day = values[column]
    if (day === null || !planned.has(milestone)) continue
    const said = `${columnLabel(column)} ${formatDayRange(day)}`
    const message = `分组标题是“${headings.progress}”，${said} 按计划的时间看，未据此记；如确已发生，请更正分组标题的含义`
    row.note(column, warning('dayPlanned', message))
    values[column] = null
  }
  return { ...row, values }
}

/** A framework or an intent is no contract: the day on which it was made is none of signing. */
function withoutFramework(row: Row): Row {
  const { agreement, signedOn, progress } = row.values
  if (!agreement || !FRAMEWORK.test(agreement)) return row
  const message = `协议类型是“${agreement.trim().slice(0, 40)}”，不算签约`
  row.note('agreement', warning('agreementNotFinal', message))
  const talks = { stage: 'negotiating', isUnderstood: true, startedOn: null } as const
  const isTold = progress !== null && progress.stage !== null
  return {
    ...row,
    values: {
      ...row.values,
      signedOn: null,
      negotiatedOn: row.values.negotiatedOn ?? signedOn,
      progress: isTold ? progress : talks,
    },
  }
}

const FRAMEWORK = /框架|意向|备忘|战略/

/** The time of signing that the heading over a row gives, where the row says none. */
function signedOver(row: Row, { headings }: TableContext): DayRange | null {
  return headings.signedOn && !isNoted(row, 'signedOn') ? dayOfHeading(headings.signedOn) : null
}

function isSuppliedOver({ cells }: Row, { headings }: TableContext): boolean {
  if (!headings.landState || (cells.landState && !isBlankText(cells.landState.text))) return false
  return parseLandState(headings.landState).value?.kind === 'supplied'
}

function endOrSuspend(row: Row, progress: ImportedStage | null, reached: Reached): void {
  if (progress !== 'ended' && progress !== 'suspended') return
  reached.set(progress, UNKNOWN_DAY)
  const word = progress === 'ended' ? '终止' : '暂缓'
  row.note('progress', info('sideStage', `进度写明项目${word}，日期不详`))
}

/** Whoever is beyond signing, or stands in a ledger of signed projects, has signed; who is still talking has not. */
function reachBeforeStart(
  row: Row,
  tableContext: TableContext,
  progress: ImportedStage | null,
  reached: Reached,
): void {
  const isBeyond = [...reached.keys()].some((stage) => rank(stage) > rankOf('signed'))
  const isOpen = progress === 'negotiating' || progress === 'screening' || progress === 'approved'
  const isSigned = isBeyond || progress === 'signed' || (isLedgerOfSigned(tableContext) && !isOpen)
  if (isOpen && isTalkAfterDay(row)) {
    const message = '填了签约时间，进度却还在洽谈；按签约记，请核对'
    row.note('progress', warning('talksAfterSigning', message))
  }
  if (!reached.has('signed') && isSigned) {
    reached.set('signed', UNKNOWN_DAY)
    if (!isNoted(row, 'signedOn'))
      row.note('signedOn', warning('signedDayUnknown', '没有签约时间，按“签约，日期不详”记'))
  }
  if (isOpen && !row.values.signedOn && !isBeyond && !reached.has(progress)) reached.set(progress, UNKNOWN_DAY)
}

const isTalkAfterDay = ({ values }: Row) => values.signedOn !== null

/** Where each stage has a column, or a heading tells it, no table says that all its rows are signed. */
function isLedgerOfSigned(tableContext: TableContext): boolean {
  const { columns, titles } = tableContext
  const over = headingOf(tableContext)
  if (over && (over.stage !== null || !isOfSignedToStart(tableContext.headings.progress ?? ''))) return false
  const say = titlesSay(titles)
  if (over === null && say.status !== null) return false
  if (columns.has('signedTick') || columns.has('negotiatingTick')) return false
  return columns.has('startFlag') || say.signed
}

/** 计划开工 and 未开工 say nothing against the signing. */
function isOfSignedToStart(heading: string): boolean {
  const planned = plannedIn(heading)
  return planned.size > 0 && !planned.has('signed')
}

/** 是否开工 decides where there is such a column, else a start day, else progress, else the heading. */
function hasStarted(row: Row, tableContext: TableContext, stage: ImportedStage | null): boolean {
  const { startedOn, completedOn, producedOn } = row.values
  const isBeyond = stage !== null && rank(stage) >= rankOf('started')
  const isTicked = row.values.completedTick === true || row.values.producedTick === true
  if (isTicked) return true
  if (tableContext.columns.has('startFlag')) return isFlaggedStarted(row, isBeyond)
  if (startedOn || completedOn || producedOn || isBeyond) return true
  const { progress: cell } = row.cells
  return cell !== undefined && !isBlankText(cell.text) && parseStartFlag(cell.text).value?.started === true
}

function isFlaggedStarted(row: Row, byProgress: boolean): boolean {
  const { startFlag, startedOn } = row.values
  if (row.notes.some((it) => it.code === 'flagUnknown')) return false
  if (startFlag?.started) {
    if (!startedOn && !startFlag.on && !row.values.progress?.startedOn && !isNoted(row, 'startedOn'))
      row.note('startedOn', info('startedDayUnknown', '已开工，但没有开工时间，按“日期不详”记'))
    return true
  }
  if (startedOn) {
    const said = row.cells.startFlag?.text ?? ''
    const word = isBlankText(said) ? '空白' : `“${said.trim()}”`
    const message = `是否开工为${word}，却填了开工时间 ${formatDayRange(startedOn)}，请确认是否开工`
    row.note('startFlag', refusal('notStartedWithDay', message))
  } else if (byProgress) {
    row.note('progress', warning('progressContradicts', '进度像是已开工，是否开工却不是；按未开工记'))
  }
  return false
}

function checkOrder(row: Row, reached: Reached): void {
  const signed = reached.get('signed')
  const started = reached.get('started')
  if (!signed || !started || compareRanges(started, signed) >= 0) return
  const message = `开工时间 ${formatDayRange(started)} 早于签约时间 ${formatDayRange(signed)}，请核对`
  row.note('startedOn', warning('startBeforeSigned', message))
}

/** No day has not come yet; none of signing or start is after the day on which the ledger was filled in. */
function checkDays(row: Row, { today, statedOn }: TableContext, reached: Reached): void {
  for (const [column, stage] of DAYS_OF_STAGES) {
    const range = reached.get(stage)
    if (!range?.from) continue
    const said = `${columnLabel(column)} ${formatDayRange(range)}`
    if (today && range.from > today)
      row.note(column, refusal('dayToCome', `${said} 还没有到（今天 ${today}），请更正或清空`))
    if (statedOn && range.from > statedOn && (stage === 'signed' || stage === 'started'))
      row.note(column, warning('dayAfterStated', `${said} 晚于填表日期 ${statedOn}，请核对`))
  }
}
