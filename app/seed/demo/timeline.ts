import { evidenceFor, type GuardFactKind } from '~/projects/domain/guards'
import { isPathStage, PATH, rankOf, type PathStage, type Stage } from '~/projects/domain/stages'
import { addDays, daysBetween, fromDay, inMonth, onDay, UNKNOWN_DAY, type Day, type DayRange } from '~/shared/day'
import { valueAt } from '~/shared/present'
import type { Plan } from './plan'
import type { Random } from './random'

export interface DemoEvent {
  stage: Stage
  occurred: DayRange
  recordedAt: Date
  /** recorded by the bureau, not by the holder */
  byBureau?: boolean
  reason?: string
  note?: string
  waiver?: { reason: string; by: string }
  /** place in the timeline of the event it supersedes */
  supersedes?: number
  /** kinds of the papers uploaded with it */
  papers: string[]
  verifiedAt?: Date
}

export interface DemoTick {
  kind: GuardFactKind
  day: Day
  recordedAt: Date
  note: string | null
  paper: string | null
}

export interface StoryTimeline {
  events: DemoEvent[]
  ticks: DemoTick[]
  signedOn: Day | null
}

/** Calendar days a project takes to come to a stage from the one before. */
const DAYS_TO: Record<PathStage, [number, number]> = {
  lead: [0, 0],
  negotiating: [8, 30],
  screening: [25, 110],
  approved: [20, 60],
  signed: [18, 75],
  landSupplied: [45, 190],
  started: [25, 140],
  completed: [240, 420],
  producing: [30, 110],
  onTarget: [210, 360],
}

// The figures of the sample ledger stand by themselves: nothing of the demo was signed in its months.
const LEDGER_MONTHS = { from: '2020-01-01', to: '2021-04-30' }
const LEDGER_DAYS = 500

/** The day, or the Friday before a weekend. */
export function workday(day: Day): Day {
  const weekday = fromDay(day).getUTCDay()
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day
}

function passesLand(plan: Plan): boolean {
  return !plan.rents && !plan.ownLand && plan.waived !== 'started'
}

/** The day of each stage, counted back from the last one. */
function pathDays(plan: Plan, lastOn: Day, random: Random): Map<PathStage, Day> {
  const steps = PATH.slice(0, rankOf(plan.stage) + 1).filter((stage) => stage !== 'landSupplied' || passesLand(plan))
  const days = new Map<PathStage, Day>()
  let on = workday(lastOn)
  for (const stage of steps.toReversed()) {
    days.set(stage, on)
    on = workday(addDays(on, -random.between(...DAYS_TO[stage])))
  }
  return days
}

/** Draws what happened to a project, as if people had recorded it day by day until `now`. */
export function drawTimeline(plan: Plan, today: Day, now: Date, random: Random): StoryTimeline {
  let days = pathDays(plan, addDays(today, -plan.since), random)
  const signed = days.get('signed')
  if (signed && signed >= LEDGER_MONTHS.from && signed <= LEDGER_MONTHS.to) {
    days = new Map([...days].map(([stage, day]) => [stage, workday(addDays(day, -LEDGER_DAYS))]))
  }

  const at = (day: Day, later: number) => {
    const moment = fromDay(addDays(day, later)).getTime() + random.between(35, 565) * 60_000
    return new Date(Math.min(moment, now.getTime() - 60_000))
  }
  const events: DemoEvent[] = []
  const ticks: DemoTick[] = []

  for (const stage of PATH) {
    const day = days.get(stage)
    if (!day) continue
    ticks.push(...ticksBefore(stage, day, plan, at, random))
    const wrong = plan.corrected === stage
    const occurred =
      plan.monthOnly && rankOf(stage) >= rankOf('signed') && rankOf(stage) < rankOf(plan.stage)
        ? monthOf(day)
        : onDay(day)
    const recordedAt = at(day, wrong ? 0 : random.between(0, 2))
    const event: DemoEvent = { stage, occurred: wrong ? onDay(addDays(day, -5)) : occurred, recordedAt, papers: [] }
    if (plan.waived === stage) Object.assign(event, WAIVED[stage])
    events.push(event)
    if (wrong) {
      events.push({
        stage,
        occurred,
        recordedAt: at(day, 2),
        reason: '原登记日期为双方草签日，按正式文本更正',
        supersedes: events.length - 1,
        papers: [],
      })
    }
    prove(events.at(-1)!, plan, daysBetween(day, today), at, day, random)
  }
  ticks.push(...ticksAhead(plan, valueAt(days, plan.stage), at, random))
  if (plan.withdrawn) takeBack(events, valueAt(days, plan.stage), at)
  if (plan.side) stepAside(events, plan, valueAt(days, plan.stage), today, at, random)
  return { events, ticks, signedOn: days.get('signed') ?? null }
}

type At = (day: Day, later: number) => Date

function monthOf(day: Day): DayRange {
  return inMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
}

const WAIVED = {
  signed: {
    byBureau: true,
    waiver: { reason: '投资方集中签约日期已定，合法性审查意见正在会签，一周内补齐', by: '顾怀瑾' },
  },
  started: {
    byBureau: true,
    waiver: { reason: '列入重点项目容缺开工清单，先行地基施工，供地手续同步办理', by: '周望舒' },
  },
}

/** Old steps are mostly proved and seen by the office, fresh ones not yet. */
function prove(event: DemoEvent, plan: Plan, age: number, at: At, day: Day, random: Random): void {
  if (!isPathStage(event.stage) || rankOf(event.stage) < rankOf('approved')) return
  const settled = age > 25
  if (!random.chance(settled ? 0.94 : 0.6)) return
  event.papers = evidenceFor(event.stage, plan.rents === true)
  if (settled && random.chance(0.88)) event.verifiedAt = at(day, random.between(5, 18))
}

/** What had to be done before a stage, ticked by the office. */
function ticksBefore(stage: PathStage, day: Day, plan: Plan, at: At, random: Random): DemoTick[] {
  const tick = (kind: GuardFactKind, daysBefore: number, note: string | null = null, paper: string | null = null) => {
    const on = workday(addDays(day, -daysBefore))
    return { kind, day: on, recordedAt: at(on, 0), note, paper }
  }
  if (stage === 'approved') {
    const conditions = random.chance(0.3) ? '原则通过：签约前明确投资强度和亩均税收承诺' : null
    return [tick('screeningDone', random.between(4, 9)), tick('decisionPassed', 1, conditions, '招委会会议纪要')]
  }
  if (stage === 'signed') {
    const agreed = tick('commitmentsRecorded', random.between(2, 4))
    return plan.waived === 'signed'
      ? [agreed]
      : [tick('legalReviewDone', random.between(5, 9), null, '合法性审查意见书'), agreed]
  }
  if (stage === 'landSupplied') return [tick('allocationSupplied', 1)]
  if (stage === 'onTarget') return [tick('targetReviewed', random.between(1, 6))]
  return []
}

/** Some have done part of what the next stage asks for. */
function ticksAhead(plan: Plan, reached: Day, at: At, random: Random): DemoTick[] {
  if (plan.since < 14 || plan.side === 'ended' || !random.chance(0.5)) return []
  const on = workday(addDays(reached, 7))
  const tick = (kind: GuardFactKind) => [{ kind, day: on, recordedAt: at(on, 1), note: null, paper: null }]
  if (plan.stage === 'screening') return tick('screeningDone')
  if (plan.stage === 'approved') return tick('legalReviewDone')
  return []
}

function takeBack(events: DemoEvent[], reached: Day, at: At): void {
  const on = workday(addDays(reached, 6))
  events.push({ stage: 'screening', occurred: onDay(on), recordedAt: at(on, 1), papers: [] })
  events.push({
    stage: 'withdrawn',
    occurred: UNKNOWN_DAY,
    recordedAt: at(on, 4),
    reason: '误登记：预审材料尚未受理',
    supersedes: events.length - 1,
    papers: [],
  })
}

const REASONS = {
  suspended: ['企业融资未到位，双方商定暂缓', '所需用地指标本年度无法安排，暂缓推进', '投资方内部重组，项目暂停'],
  ended: [
    '企业改投外地，确认不再推进',
    '预审发现能耗超限且无法削减，终止',
    '多次联系无回应，经会商终止',
    '双方协商解除，已办理备案撤销',
  ],
}

function stepAside(events: DemoEvent[], plan: Plan, reached: Day, today: Day, at: At, random: Random): void {
  const room = daysBetween(reached, today)
  const first = workday(addDays(reached, Math.max(3, Math.round(room / 3))))
  const stage = plan.side === 'ended' ? 'ended' : 'suspended'
  events.push({
    stage,
    occurred: onDay(first),
    recordedAt: at(first, 1),
    reason: random.pick(REASONS[stage]),
    papers: [],
  })
  if (plan.side !== 'resumed') return
  const back = workday(addDays(reached, Math.max(6, Math.round((room * 2) / 3))))
  events.push({
    stage: 'resumed',
    occurred: onDay(back),
    recordedAt: at(back, 1),
    reason: '投资方资金安排落实，恢复推进',
    papers: [],
  })
}
