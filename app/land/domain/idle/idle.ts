import { addDays, addMonths, daysBetween, type Day } from '~/shared/day'
import type { PlotStatus } from '../status/status'

/** Time that the government took (order 53, art. 8): the clock stands still. */
export interface Delay {
  from: Day
  /** the last day; null: it goes on */
  to: Day | null
}

/** What the idle clock of 国土资源部令第53号 needs to know of a plot. */
export interface IdleFacts {
  status: PlotStatus
  /** 亩 */
  areaMu: number
  /** start of building by the contract */
  startDueOn: Day | null
  /** the land was handed over */
  deliveredOn: Day | null
  /** as seen last */
  progress: Progress | null
  delays: readonly Delay[]
}

export interface Progress {
  /** 已动工开发面积, 亩 */
  startedMu: number | null
  /** 已投资额 in percent of the total investment */
  investedPercent: number | null
  /** since when building rests; null: it goes on */
  stoppedOn: Day | null
}

/** From which day it counts, and why from there. */
export type IdleBasis = 'contract' | 'delivery' | 'stopped'

export const IDLE_BASIS_NAMES: Record<IdleBasis, string> = {
  contract: '合同约定的动工日',
  delivery: '没有约定动工日，按交地后一年',
  stopped: '中止开发之日',
}

/** What the law asks for next (order 53, art. 5, 12, 14). */
export type IdleStep = 'fee' | 'recovery' | 'disposal'

export const IDLE_STEP_NAMES: Record<IdleStep, string> = {
  fee: '未动工满一年：认定闲置，按土地价款的 20% 征缴土地闲置费',
  recovery: '未动工满两年：无偿收回土地使用权',
  disposal: '中止开发满一年：认定闲置，与使用权人商定处置方案',
}

/** `running` within its term, `soon` within 90 days of a year, `idle` past a year, `recoverable` past two. */
export type IdleState = 'running' | 'soon' | 'idle' | 'recoverable'

export interface IdleClock {
  basis: IdleBasis
  from: Day
  /** days that counted by today, and days of delay that did not */
  counted: number
  excluded: number
  /** a delay goes on today */
  paused: boolean
  state: IdleState
  /** each with its day; null: not before a delay ends */
  steps: { step: IdleStep; due: Day | null; passed: boolean }[]
}

/** So many days before the year is over a plot is 将满一年. */
export const SOON_DAYS = 90

/** Months of a year: building may wait for one before a plot is idle, for two before it is taken back. */
const YEAR = 12

/** Built on less than one part in three of the area, or with less than 25 % of the investment (order 53, art. 2). */
export const AREA_PARTS = 3
export const LEAST_INVESTED_PERCENT = 25

/** Where the clock of a plot counts from; null: there is none, for it is not supplied, in use, or nobody knows the day. */
export function idleFrom({ status, areaMu, startDueOn, deliveredOn, progress }: Omit<IdleFacts, 'delays'>) {
  const at = (basis: IdleBasis, from: Day) => ({ basis, from })
  if (status === 'suppliedNotUsed') {
    if (startDueOn) return at('contract', startDueOn)
    return deliveredOn ? at('delivery', addMonths(deliveredOn, YEAR)) : null
  }
  if (status !== 'underConstruction' || !progress?.stoppedOn) return null
  const { startedMu, investedPercent, stoppedOn } = progress
  const isLow =
    (startedMu !== null && startedMu < areaMu / AREA_PARTS) ||
    (investedPercent !== null && investedPercent < LEAST_INVESTED_PERCENT)
  return isLow ? at('stopped', stoppedOn) : null
}

/** The idle clock of a plot as of today; null where none counts. */
export function idleClock(facts: IdleFacts, today: Day): IdleClock | null {
  const begun = idleFrom(facts)
  if (!begun) return null
  const { from, basis } = begun
  const delays = merged(facts.delays)
  const excluded = excludedDays(delays, from, today)
  const counted = Math.max(0, daysBetween(from, today) - excluded)
  const lawful: [IdleStep, number][] =
    basis === 'stopped'
      ? [['disposal', 1]]
      : [
          ['fee', 1],
          ['recovery', 2],
        ]
  const steps = lawful.map(([step, years]) => {
    const due = dueDay(from, years, delays)
    return { step, due, passed: due !== null && due <= today }
  })
  const year = daysBetween(from, addMonths(from, YEAR))
  const paused = delays.some((delay) => delay.from <= today && (delay.to === null || delay.to >= today))
  return {
    basis,
    from,
    counted,
    excluded,
    paused,
    state: stateOf(steps, { left: year - counted, paused }),
    steps,
  }
}

function stateOf(steps: IdleClock['steps'], { left, paused }: { left: number; paused: boolean }): IdleState {
  if (steps.some(({ step, passed }) => step === 'recovery' && passed)) return 'recoverable'
  if (steps.some(({ passed }) => passed)) return 'idle'
  return left <= SOON_DAYS && !paused ? 'soon' : 'running'
}

/** The day on which so many years have counted from `from`; null: not before a delay that goes on has ended. */
export function dueDay(from: Day, years: number, delays: readonly Delay[]): Day | null {
  let due = addMonths(from, years * YEAR)
  for (const delay of merged(delays)) {
    const start = delay.from > from ? delay.from : from
    if (start >= due) break
    if (delay.to === null) return null
    if (delay.to >= start) due = addDays(due, daysBetween(start, delay.to) + 1)
  }
  return due
}

/** Days of delay from `from` on and before today. */
function excludedDays(delays: readonly Delay[], from: Day, today: Day): number {
  return delays.reduce((sum, delay) => {
    const start = delay.from > from ? delay.from : from
    const end = delay.to === null || delay.to >= today ? addDays(today, -1) : delay.to
    return sum + Math.max(0, daysBetween(start, end) + 1)
  }, 0)
}

/** Delays in order, those that touch made one. */
function merged(delays: readonly Delay[]): Delay[] {
  const found: Delay[] = []
  for (const delay of delays.toSorted((one, other) => one.from.localeCompare(other.from))) {
    const last = found.at(-1)
    if (!last || (last.to !== null && delay.from > addDays(last.to, 1))) found.push({ ...delay })
    else if (last.to !== null && (delay.to === null || delay.to > last.to)) last.to = delay.to
  }
  return found
}
