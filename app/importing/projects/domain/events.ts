import { rankOf } from '~/projects/domain/stages'
import { compareRanges, formatDayRange, UNKNOWN_DAY, type DayRange } from '~/shared/day'
import { isBlankText } from '../../tables/domain/blanks'
import { info, refusal, warning } from '../../tables/domain/findings'
import type { CellsRead, TableContext } from '../../tables/domain/vocabulary'
import { columnLabel, type ProjectValues } from './columns'
import type { DraftEvent, ImportedStage } from './draft'
import { parseStartFlag } from './flags'
import { isOfSigned } from './signed'

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
export function eventsOf(row: Row, sheetContext: TableContext): DraftEvent[] {
  const reached: Reached = new Map()
  reachByDaysAndFlags(row, sheetContext, reached)
  endOrSuspend(row, reached)
  reachBeforeStart(row, sheetContext, reached)
  if (![...reached.keys()].some((stage) => rank(stage) >= 0)) reached.set('lead', UNKNOWN_DAY)
  checkOrder(row, reached)
  checkDays(row, sheetContext, reached)
  const order = (stage: ImportedStage) => (rank(stage) < 0 ? 99 : rank(stage))
  return [...reached].map(([stage, occurred]) => ({ stage, occurred })).sort((a, b) => order(a.stage) - order(b.stage))
}

const stageOf = ({ values }: Row): ImportedStage | null => values.progress?.stage ?? null

/** What a column of its own says, and what progress says of a project that has started. */
function reachByDaysAndFlags(row: Row, sheetContext: TableContext, reached: Reached): void {
  const { negotiatedOn, signedOn, startedOn, completedOn, producedOn, landState } = row.values
  const progress = stageOf(row)
  if (negotiatedOn) reached.set('negotiating', negotiatedOn)
  if (signedOn) reached.set('signed', signedOn)
  if (landState?.kind === 'supplied') reached.set('landSupplied', UNKNOWN_DAY)
  if (!hasStarted(row, sheetContext)) return
  reached.set('started', startedOn ?? UNKNOWN_DAY)
  if (completedOn || progress === 'completed') reached.set('completed', completedOn ?? UNKNOWN_DAY)
  if (producedOn || progress === 'producing' || progress === 'onTarget')
    reached.set('producing', producedOn ?? UNKNOWN_DAY)
  if (progress === 'onTarget') reached.set('onTarget', UNKNOWN_DAY)
}

function endOrSuspend(row: Row, reached: Reached): void {
  const progress = stageOf(row)
  if (progress !== 'ended' && progress !== 'suspended') return
  reached.set(progress, UNKNOWN_DAY)
  const word = progress === 'ended' ? '终止' : '暂缓'
  row.note('progress', info('sideStage', `进度写明项目${word}，日期不详`))
}

/** Whoever is beyond signing, or stands in a ledger of signed projects, has signed; who is still talking has not. */
function reachBeforeStart(row: Row, sheetContext: TableContext, reached: Reached): void {
  const progress = stageOf(row)
  const isBeyond = [...reached.keys()].some((stage) => rank(stage) > rankOf('signed'))
  const isOpen = progress === 'negotiating' || progress === 'screening' || progress === 'approved'
  const isSigned = isBeyond || progress === 'signed' || (isLedgerOfSigned(sheetContext) && !isOpen)
  if (!reached.has('signed') && isSigned) {
    reached.set('signed', UNKNOWN_DAY)
    if (!isNoted(row, 'signedOn'))
      row.note('signedOn', warning('signedDayUnknown', '没有签约时间，按“签约，日期不详”记'))
  }
  if (isOpen && !row.values.signedOn && !isBeyond && !reached.has(progress)) reached.set(progress, UNKNOWN_DAY)
}

const isLedgerOfSigned = ({ columns, titles }: TableContext) => columns.has('startFlag') || titles.some(isOfSigned)

/** 是否开工 decides where there is such a column, else a start day, else progress. */
function hasStarted(row: Row, { columns }: TableContext): boolean {
  const { startedOn } = row.values
  const progress = stageOf(row)
  const byProgress = progress !== null && rank(progress) >= rankOf('started')
  if (columns.has('startFlag')) return isFlaggedStarted(row, byProgress)
  if (startedOn || byProgress) return true
  const { progress: cell } = row.cells
  return cell !== undefined && parseStartFlag(cell.text).value === true
}

function isFlaggedStarted(row: Row, byProgress: boolean): boolean {
  const { startFlag, startedOn } = row.values
  if (row.notes.some((it) => it.code === 'flagUnknown')) return false
  if (startFlag) {
    if (!startedOn && !isNoted(row, 'startedOn'))
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
  const message = `开工时间 ${formatDayRange(started)} 早于签约时间 ${formatDayRange(signed)}，待核`
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
      row.note(column, warning('dayAfterStated', `${said} 晚于填表日期 ${statedOn}，待核`))
  }
}
