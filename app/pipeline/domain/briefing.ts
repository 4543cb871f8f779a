import { addMonths, type Day } from '~/shared/day'
import { formatWan } from '~/shared/money'
import { figureHref, type FigureFilter } from './figure-filter'
import type { OverdueItem, StartQuarter } from './figures'
import { overdueAfter } from './overdue'
import { dayWords, lastYear, periodWords, yearToDate, type Period } from './period'
import type { PipelineScope } from './scope'
import { ofThem } from './sentence'
import { shareInSentence } from './share-words'
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
  /** all of the period that was asked for */
  inPeriod: SignedInYear
  /** beside what was signed so far this year; null beside other periods */
  yearBefore: YearBefore | null
  now: StandingFigures
  before: StandingFigures
  /** since the earlier day */
  since: { signed: number; signedWan: number; started: number; startedWan: number }
  /** overdue within 30 days; 未开工, and how many of these start in this quarter and the next: without quarters nothing can be foretold */
  ahead: { soon: number; soonWan: number; waiting: number; quarters: StartQuarter[] }
  names: BriefingName[]
}

/** Projects signed in a year, as of the day. */
export interface SignedInYear {
  signed: number
  started: number
  /** 未开工, of them suspended; and ended without a start */
  notStarted: number
  notStartedSuspended: number
  neverStarted: number
}

/** 去年同期: what was signed in the same days of the year before, as it stood a year ago. */
export interface YearBefore {
  signed: number
  started: number
  period: Required<Period>
  asOf: Day
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
  notStarted: number
  notStartedSuspended: number
  neverStarted: number
  wan: number
  newSigned: number
  newSignedWan: number
  newStarted: number
  newStartedWan: number
}

/** Of whole quarters; without ends, of all. */
export function signedIn(counted: readonly QuarterCount[], { signedFrom, signedTo }: Period): SignedInYear {
  const rows = counted.filter(({ from }) => (!signedFrom || from >= signedFrom) && (!signedTo || from <= signedTo))
  const sum = (name: keyof SignedInYear) => exactSum(rows, (row) => row[name])
  return {
    signed: sum('signed'),
    started: sum('started'),
    notStarted: sum('notStarted'),
    notStartedSuspended: sum('notStartedSuspended'),
    neverStarted: sum('neverStarted'),
  }
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
  const { period } = briefing
  const before = yearBeforeWords(briefing)
  if (period.signedFrom || period.signedTo) {
    const when = `截至${dayWords(asOf)}，${periodWords(period)}`
    return [...ofYear(when, briefing.inPeriod, period, briefing), ...before, '。']
  }
  return [
    ...ofYear(`${year}年截至${monthAndDay(asOf)}`, briefing.thisYear, yearToDate(asOf), briefing),
    ...before,
    '；',
    ...ofYear(`${year - 1}年`, briefing.lastYear, lastYear(asOf), briefing),
    '。',
  ]
}

/** （去年同期 签约 14 个、开工 5 个（35.7%）） */
function yearBeforeWords(briefing: Briefing): LinkedText[] {
  if (!briefing.yearBefore) return []
  const { signed, started, period, asOf } = briefing.yearBefore
  const number = (value: number, reached: 'signed' | 'started'): LinkedText => ({
    text: String(value),
    to: figureHref({ ...briefing.scope, knownOn: briefing.clocks.knownOn, ...period, asOf, reached }),
  })
  return [
    '，去年同期 签约 ',
    number(signed, 'signed'),
    ' 个、开工 ',
    number(started, 'started'),
    signed > 0 ? ` 个（${shareInSentence(started, signed)}）` : ' 个',
  ]
}

function ofYear(when: string, counted: SignedInYear, period: Period, briefing: Briefing): LinkedText[] {
  const { signed, started, notStarted } = counted
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
    ` 个（${shareInSentence(started, signed)}），未开工 `,
    number(notStarted, { reached: 'signed', notReached: 'started' }),
    ` 个${ofThem(counted)}`,
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
  const { soon, soonWan, waiting, quarters } = briefing.ahead
  const turning: LinkedText[] =
    soon === 0
      ? ['今后 30 天没有项目将要逾期']
      : [
          '今后 30 天不开工将有 ',
          { text: String(soon), to: listOf(briefing, { soon: days }) },
          ` 个项目逾期（${formatWan(soonWan)}）`,
        ]
  const starts = quarters
    .filter(({ high80 }) => high80 > 0)
    .map(
      ({ label, to, low80: low, high80: high }, at) =>
        `${at === 0 ? `${dayBeside(to, clocks.asOf)}前` : label}开工 ${low === high ? low : `${low}–${high}`} 个`,
    )
  if (waiting === 0) return [...turning, '；没有未开工的项目。']
  return [
    ...turning,
    '；未开工 ',
    { text: String(waiting), to: listOf(briefing, { waiting: '1' }) },
    ` 个，${expected(starts, quarters.length > 0)}。`,
  ]
}

function expected(starts: readonly string[], isForetold: boolean): string {
  if (!isForetold) return '开过工的太少，还不能推算何时开工'
  return starts.length > 0 ? `按以往进度预计${starts.join('、')}（八成把握）` : '按以往进度近两季尚看不到开工'
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
      note: `占 ${shareInSentence(now.started, now.signed)}，认定 ${now.startedVerified} 个`,
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
