import { STAGE_NAMES } from '~/projects/domain/stages'
import { businessDay } from '~/shared/day'
import { maskMobiles, maskPhone } from '~/shared/text'
import {
  briefingNumbers,
  briefingSentences,
  changeText,
  dayBeside,
  plainText,
  type Briefing,
  type BriefingName,
  type QuarterCount,
} from './briefing'
import type { FunnelRow, OverdueSummary } from './figures'
import { unitsBeyond } from './overdue'
import { asOfWords, periodOf, periodWords } from './period'
import { shareWords } from './share-words'

/** What the wall of a meeting room shows: it is looked at by many and leads nowhere, so no ids and no links. */
export interface Wall {
  /** when it was read, as an ISO instant */
  at: string
  asOf: string
  /** as of which day, where that is not today */
  past: string | null
  /** the earlier day, as it is said */
  earlier: string
  scope: string
  sentences: string[]
  numbers: { key: string; label: string; value: number; note: string; change: string; isBad: boolean }[]
  funnel: {
    key: string
    label: string
    count: number
    investmentWan: number
    /** 到达比, as it is written */
    reachRatio: string
    change: string
  }[]
  quarters: { key: string; label: string; signed: number; started: number }[]
  units: { key: string; label: string; total: number; investmentWan: number; longestDays: number }[]
  /** overdue with the units that found no room */
  further: { units: number; total: number }
  days: number
  names: WallName[]
  /** overdue and confidential: counted, not named */
  unnamed: number
}

export interface WallName {
  name: string
  investmentWan: number | null
  days: number
  overdueDays: number
  unit: string | null
  sponsor: string | null
  suspended: boolean
  blockingIssue: string | null
  nextStep: string | null
}

const NAMES = 10
const ROWS = 8

export interface WallFigures {
  briefing: Briefing
  scope: string
  funnel: readonly FunnelRow[]
  funnelBefore: readonly FunnelRow[]
  starts: readonly QuarterCount[]
  overdue: OverdueSummary
  unnamed: number
  /** land supplied since nobody knows when, now and on the earlier day */
  landDayUnknown: readonly [now: number, then: number]
}

export function wallContent(
  at: Date,
  { briefing, scope, funnel, funnelBefore, starts, overdue, unnamed, landDayUnknown }: WallFigures,
): Wall {
  const { asOf, compareAsOf } = briefing.clocks
  const { signedFrom, signedTo } = briefing.period
  const changeOf = (stage: FunnelRow['stage'], count: number) => {
    const before = funnelBefore.find((row) => row.stage === stage)?.count ?? 0
    const [undated, undatedBefore] = stage === 'landSupplied' ? landDayUnknown : [0, 0]
    return changeText(count - undated, before - undatedBefore)
  }
  const open = briefing.names.filter(({ confidential }) => !confidential)
  return {
    at: at.toISOString(),
    asOf,
    past: asOf === businessDay(at) ? null : asOfWords(asOf, businessDay(at)),
    earlier: dayBeside(compareAsOf, asOf),
    scope: signedFrom || signedTo ? `${periodWords(briefing.period)}签约 · ${scope}` : scope,
    sentences: briefingSentences(briefing).map(plainText),
    numbers: briefingNumbers(briefing).map(({ key, label, value, before, note, tone }) => ({
      key,
      label,
      value,
      note,
      change: changeText(value, before),
      isBad: tone === 'bad',
    })),
    funnel: funnel.map(({ stage, count, investmentWan }, at) => ({
      key: stage,
      label: STAGE_NAMES[stage],
      count,
      investmentWan,
      reachRatio: at === 0 ? '' : shareWords(count, funnel[at - 1]?.count ?? 0),
      change: changeOf(stage, count),
    })),
    quarters: starts.slice(-ROWS).map(({ from, signed, started }) => {
      const { key, label } = periodOf('quarter', from)
      return { key, label, signed, started }
    }),
    units: overdue.units.slice(0, ROWS),
    further: unitsBeyond(overdue.units, ROWS),
    days: briefing.days,
    names: open.slice(0, NAMES).map(wallName),
    unnamed,
  }
}

function wallName({
  name,
  investmentWan,
  days,
  overdueDays,
  unit,
  sponsor,
  status,
  blockingIssue,
  nextStep,
}: BriefingName): WallName {
  return {
    name,
    investmentWan,
    days,
    overdueDays,
    unit: unit?.name ?? null,
    sponsor,
    suspended: status === 'suspended',
    blockingIssue: blockingIssue && withoutAnyPhone(blockingIssue),
    nextStep: nextStep && withoutAnyPhone(nextStep),
  }
}

const LANDLINE = /0\d{2,3}-?\d{7,8}/g

/** Somebody may have typed a number into what is in the way. */
export const withoutAnyPhone = (text: string) => maskMobiles(text).replace(LANDLINE, maskPhone)
