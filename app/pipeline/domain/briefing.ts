import { addMonths, type Day } from '~/shared/day'
import { formatPercent, formatWan, percent } from '~/shared/money'
import { figureHref, type FigureFilter } from './figure-filter'
import type { OverdueItem, StartQuarter } from './figures'
import { overdueAfter } from './overdue'
import { dayWords, lastYear, periodWords, yearToDate, type Period } from './period'
import type { PipelineScope } from './scope'
import { exactSum } from './sums'

/** What stands on the one page that a leader reads: three sentences, three numbers, ten names. Money in 万元. */
export interface Briefing {
  clocks: { asOf: Day; compareAsOf: Day; /** only where it was asked for */ knownOn?: Day }
  scope: PipelineScope
  /** signed when; without an end all years */
  period: Period
  /** after so many days a signed project is overdue */
  days: number
  thisYear: SignedInYear
  lastYear: SignedInYear
  now: StandingFigures
  before: StandingFigures
  /** since the earlier day */
  since: { signed: number; signedWan: number; started: number; startedWan: number }
  /** overdue within 30 days; signed, not started and not ended, and how many of these start in this quarter and the next, or cannot be foretold */
  ahead: { soon: number; soonWan: number; waiting: number; noPrecedent: number; quarters: StartQuarter[] }
  names: BriefingName[]
}

/** Projects signed in a year, as of the day. */
export interface SignedInYear {
  signed: number
  started: number
}

export interface StandingFigures {
  signed: number
  signedVerified: number
  signedWan: number
  started: number
  startedVerified: number
  overdue: number
  overdueWan: number
}

export interface BriefingName extends OverdueItem {
  confidential: boolean
}

/** What the database counted of the projects signed in one quarter. */
export interface QuarterCount {
  /** its first day */
  from: Day
  signed: number
  signedVerified: number
  started: number
  startedVerified: number
  wan: number
  newSigned: number
  newSignedWan: number
  newStarted: number
  newStartedWan: number
}

export function signedIn(counted: readonly QuarterCount[], { signedFrom, signedTo }: Required<Period>): SignedInYear {
  const rows = counted.filter(({ from }) => from >= signedFrom && from <= signedTo)
  return { signed: exactSum(rows, (row) => row.signed), started: exactSum(rows, (row) => row.started) }
}

export function standingOf(
  counted: readonly QuarterCount[],
  overdue: { total: number; investmentWan: number },
): StandingFigures {
  return {
    signed: exactSum(counted, (row) => row.signed),
    signedVerified: exactSum(counted, (row) => row.signedVerified),
    signedWan: exactSum(counted, (row) => row.wan),
    started: exactSum(counted, (row) => row.started),
    startedVerified: exactSum(counted, (row) => row.startedVerified),
    overdue: overdue.total,
    overdueWan: overdue.investmentWan,
  }
}

export function sinceOf(counted: readonly QuarterCount[]): Briefing['since'] {
  return {
    signed: exactSum(counted, (row) => row.newSigned),
    signedWan: exactSum(counted, (row) => row.newSignedWan),
    started: exactSum(counted, (row) => row.newStarted),
    startedWan: exactSum(counted, (row) => row.newStartedWan),
  }
}

/** Words, or a number with the list behind it. */
export type LinkedText = string | { text: string; to: string }

/** The list of exactly the projects of a number, on the day or on the earlier one. */
export function listOf(
  { scope, period, clocks }: Pick<Briefing, 'scope' | 'period' | 'clocks'>,
  cut: Partial<FigureFilter>,
  when: 'asOf' | 'compareAsOf' = 'asOf',
): string {
  return figureHref({ ...scope, ...period, asOf: clocks[when], knownOn: clocks.knownOn, ...cut })
}

/** How it stands, what has changed, what will come. */
export function briefingSentences(briefing: Briefing): LinkedText[][] {
  return [stands(briefing), changed(briefing), ahead(briefing)]
}

const yearOf = (day: Day) => Number(day.slice(0, 4))
const monthAndDay = (day: Day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** 10月22日; with the year where that is another one than of `beside`. */
export function dayBeside(day: Day, beside: Day): string {
  return yearOf(day) === yearOf(beside) ? monthAndDay(day) : `${yearOf(day)}年${monthAndDay(day)}`
}

function stands(briefing: Briefing): LinkedText[] {
  const { asOf } = briefing.clocks
  const year = yearOf(asOf)
  const {
    now: { signed, started },
    period,
  } = briefing
  if (period.signedFrom || period.signedTo)
    return [...ofYear(`截至${dayWords(asOf)}，${periodWords(period)}`, { signed, started }, period, briefing), '。']
  return [
    ...ofYear(`${year}年截至${monthAndDay(asOf)}`, briefing.thisYear, yearToDate(asOf), briefing),
    '；',
    ...ofYear(`${year - 1}年`, briefing.lastYear, lastYear(asOf), briefing),
    '。',
  ]
}

function ofYear(when: string, { signed, started }: SignedInYear, period: Period, briefing: Briefing): LinkedText[] {
  if (signed === 0) return [`${when}没有签约项目`]
  const number = (value: number, cut: Partial<FigureFilter>): LinkedText => ({
    text: String(value),
    to: listOf(briefing, { ...period, ...cut }),
  })
  return [
    `${when}签约 `,
    number(signed, { reached: 'signed' }),
    ' 个，已开工 ',
    number(started, { reached: 'started' }),
    ` 个（${formatPercent(percent(started, signed))}），未开工 `,
    number(signed - started, { reached: 'signed', notReached: 'started' }),
    ' 个',
  ]
}

function changed(briefing: Briefing): LinkedText[] {
  const { clocks, since, now, before, days } = briefing
  const came = (count: number, wan: number, come: 'signed' | 'started'): LinkedText[] => [
    { text: String(count), to: listOf(briefing, { come, after: clocks.compareAsOf }) },
    count > 0 ? ` 个（${formatWan(wan)}）` : ' 个',
  ]
  const overdue: LinkedText = { text: String(now.overdue), to: listOf(briefing, { overdue: days }) }
  const overdueBefore: LinkedText = {
    text: String(before.overdue),
    to: listOf(briefing, { overdue: days }, 'compareAsOf'),
  }
  return [
    `比${dayBeside(clocks.compareAsOf, clocks.asOf)}，新签约 `,
    ...came(since.signed, since.signedWan, 'signed'),
    '，新开工 ',
    ...came(since.started, since.startedWan, 'started'),
    '，逾期未开工',
    ...(now.overdue === before.overdue
      ? ['仍为 ', overdue]
      : ['由 ', overdueBefore, now.overdue > before.overdue ? ' 个增至 ' : ' 个减至 ', overdue]),
    ' 个。',
  ]
}

function ahead(briefing: Briefing): LinkedText[] {
  const { clocks, days } = briefing
  const { soon, soonWan, waiting, noPrecedent, quarters } = briefing.ahead
  const turning: LinkedText[] =
    soon === 0
      ? ['今后 30 天没有项目将要逾期']
      : [
          '今后 30 天不开工将有 ',
          { text: String(soon), to: listOf(briefing, { soon: days }) },
          ` 个项目逾期（${formatWan(soonWan)}）`,
        ]
  const starts = quarters
    .filter(({ forecast }) => forecast.high >= 0.5)
    .map(({ label, to, forecast }, at) => {
      const [low, high] = [Math.round(forecast.low), Math.round(forecast.high)]
      return `${at === 0 ? `${dayBeside(to, clocks.asOf)}前` : label}开工 ${low === high ? low : `${low}–${high}`} 个`
    })
  if (waiting === 0) return [...turning, '；没有等待开工的项目。']
  return [
    ...turning,
    '；等待开工 ',
    { text: String(waiting), to: listOf(briefing, { waiting: '1' }) },
    ` 个（不含终止），${expected(starts, waiting, noPrecedent)}。`,
  ]
}

function expected(starts: readonly string[], waiting: number, noPrecedent: number): string {
  if (noPrecedent === waiting) return '没有先例，无法预计何时开工'
  const words = starts.length > 0 ? `按以往进度预计${starts.join('、')}` : '按以往进度近两季尚看不到开工'
  return noPrecedent > 0 ? `${words}，另有 ${noPrecedent} 个没有先例、无法预计` : words
}

/** The sentence as plain text: for the wall, which leads nowhere. */
export const plainText = (parts: readonly LinkedText[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')

export interface BriefingNumber {
  key: 'signed' | 'started' | 'overdue'
  label: string
  value: number
  before: number
  note: string
  /** more of it is better, or worse */
  tone: 'good' | 'bad'
  to: string
  beforeTo: string
}

/** Three numbers, each beside the same on the earlier day. */
export function briefingNumbers(briefing: Briefing): BriefingNumber[] {
  const { now, before, days, period } = briefing
  const lists = (cut: Partial<FigureFilter>) => ({
    to: listOf(briefing, cut),
    beforeTo: listOf(briefing, cut, 'compareAsOf'),
  })
  return [
    {
      key: 'signed',
      label: `${periodWords(period)}签约`,
      value: now.signed,
      before: before.signed,
      note: `${formatWan(now.signedWan)}，认定 ${now.signedVerified} 个`,
      tone: 'good',
      ...lists({ come: 'signed' }),
    },
    {
      key: 'started',
      label: '其中已开工',
      value: now.started,
      before: before.started,
      note: `占 ${formatPercent(percent(now.started, now.signed))}，认定 ${now.startedVerified} 个`,
      tone: 'good',
      ...lists({ come: 'started' }),
    },
    {
      key: 'overdue',
      label: '逾期未开工',
      value: now.overdue,
      before: before.overdue,
      note: `${formatWan(now.overdueWan)}，签约${overdueAfter(days)}`,
      tone: 'bad',
      ...lists({ overdue: days }),
    },
  ]
}

/** +3, −2, 持平 */
export function changeText(value: number, before: number): string {
  if (value === before) return '持平'
  return value > before ? `+${value - before}` : `−${before - value}`
}

/** The earlier days that are asked for most. */
export function earlierDays(asOf: Day): { label: string; day: Day }[] {
  return [
    { label: '上月', day: addMonths(asOf, -1) },
    { label: '上季', day: addMonths(asOf, -3) },
    { label: '上年', day: addMonths(asOf, -12) },
  ]
}
