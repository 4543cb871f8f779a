import { compareRanges, formatDayRange, type Day, type DayRange } from '~/shared/day'
import type { FieldError } from '~/shared/errors'
import { keysOf } from '~/shared/records'
import { isUscc } from '~/shared/uscc'
import { sideEvents, type History, type Reached, type StageFact } from './history'
import { isPathStage, rankOf, STAGE_NAMES, stageBefore, type PathStage, type SideStage, type Stage } from './stages'

export const GUARD_FACTS = [
  'screeningDone',
  'decisionPassed',
  'legalReviewDone',
  'commitmentsRecorded',
  'allocationSupplied',
  'targetReviewed',
] as const

export type GuardFactKind = (typeof GUARD_FACTS)[number]

export const GUARD_FACT_NAMES: Record<GuardFactKind, string> = {
  screeningDone: '项目预审已完成',
  decisionPassed: '招委会通过（原则通过的附条件）',
  legalReviewDone: '合法性、公平竞争审查已完成',
  commitmentsRecorded: '双方承诺已登记',
  allocationSupplied: '供地手续已办结',
  targetReviewed: '达产复核已完成',
}

/** What a guard needs to know; rooms downstream supply it, until then it is ticked by hand. */
export interface StageFacts {
  history: History | null
  holds: Record<GuardFactKind, boolean>
  /** rents a factory, or builds on land already held: skips landSupplied */
  skipsLand: boolean
  projectCompanyUscc: string | null
}

export interface Breach {
  guard: string
  /** the field the message stands at */
  path: string
  message: string
}

const FACTS_NEEDED: Partial<Record<PathStage, GuardFactKind[]>> = {
  approved: ['screeningDone', 'decisionPassed'],
  signed: ['legalReviewDone', 'commitmentsRecorded'],
  landSupplied: ['allocationSupplied'],
  onTarget: ['targetReviewed'],
}

/** The facts that a stage waits for, beside the stage before it. */
export const factsNeeded = (stage: PathStage): readonly GuardFactKind[] => FACTS_NEEDED[stage] ?? []

/** From here on the stage before must have been reached. */
export const ORDERED_FROM: PathStage = 'signed'

/**
 * Why the project may not enter `to` on that day: empty when it may.
 * Each breach can be passed over by a 容缺 with reason and name (domain handbook, ch. 3).
 */
export function breaches(to: PathStage, occurred: DayRange, facts: StageFacts): Breach[] {
  const found: Breach[] = []
  const before = stageBefore(to, facts.skipsLand)
  const reached = facts.history?.reached
  if (before && rankOf(to) >= rankOf(ORDERED_FROM) && !reached?.[before]) {
    found.push({
      guard: 'order',
      path: 'stage',
      message: `尚未${STAGE_NAMES[before]}，不能直接记为“${STAGE_NAMES[to]}”`,
    })
  }
  for (const kind of FACTS_NEEDED[to] ?? []) {
    if (facts.holds[kind]) continue
    found.push({ guard: kind, path: 'stage', message: `前置条件未满足：${GUARD_FACT_NAMES[kind]}` })
  }
  if (to === 'landSupplied' && !isUscc(facts.projectCompanyUscc ?? '')) {
    found.push({
      guard: 'projectCompany',
      path: 'stage',
      message: '落地法人缺少有效的统一社会信用代码',
    })
  }
  if (rankOf(to) < rankOf(ORDERED_FROM)) return found
  for (const other of Object.values(reached ?? {})) {
    if (other.stage === to || rankOf(other.stage) < rankOf(ORDERED_FROM) || isImplied(other, facts.history)) continue
    const isEarlier = rankOf(other.stage) < rankOf(to)
    const compared = compareRanges(occurred, other.occurred)
    if (isEarlier ? compared >= 0 : compared <= 0) continue
    found.push({
      guard: 'dayOrder',
      path: 'occurred',
      message: `${STAGE_NAMES[to]}日期${isEarlier ? '早' : '晚'}于${STAGE_NAMES[other.stage]}日期（${formatDayRange(other.occurred)}）`,
    })
  }
  return found
}

/** What was recorded of a stage itself; null where only a later one says that it was reached. */
export function ownRecord(stage: PathStage, history: History | null): Reached | null {
  const reached = history?.reached[stage]
  return reached && !isImplied(reached, history) ? reached : null
}

/** Only a later stage says that it was reached: its own day is not known. */
function isImplied(reached: Reached, history: History | null): boolean {
  return Object.values(history?.reached ?? {}).some(
    (later) => later.eventId === reached.eventId && rankOf(later.stage) > rankOf(reached.stage),
  )
}

/**
 * What a stage that was recorded by 容缺 still lacks; empty once its guard's facts have come. The stage before counts by
 * its own record: a later stage implies it, and proves nothing. `openWaiverSql` says the same to the database.
 */
export function stillLacking(
  stage: PathStage,
  recorded: ReadonlySet<Stage>,
  facts: Omit<StageFacts, 'history'>,
): string[] {
  const before = rankOf(stage) >= rankOf(ORDERED_FROM) ? stageBefore(stage, facts.skipsLand) : null
  return [
    ...(before && !recorded.has(before) ? [STAGE_NAMES[before]] : []),
    ...factsNeeded(stage).flatMap((kind) => (facts.holds[kind] ? [] : [GUARD_FACT_NAMES[kind]])),
    ...(stage === 'landSupplied' && !facts.projectCompanyUscc ? ['落地法人的统一社会信用代码'] : []),
  ]
}

interface Waiver {
  waiverReason?: unknown
  waiverBy?: unknown
}

export const WAIVER_NEEDS = { waiverReason: '请填写容缺理由', waiverBy: '请填写容缺批准人' } as const

/** What a 容缺 lacks: it needs its reason and the name of who allowed it. */
export function waiverLacks(waiver: Waiver): FieldError[] {
  return keysOf(WAIVER_NEEDS)
    .filter((path) => !waiver[path])
    .map((path) => ({ path, code: 'required', message: WAIVER_NEEDS[path] }))
}

/** Nothing has happened on a day to come. */
export function dayToCome(path: string, day: Day | null, today: Day): FieldError[] {
  return day && day > today ? [{ path, code: 'future', message: `日期不能晚于今天（${today}）` }] : []
}

/** Mistakes that no waiver covers: a day to come, a side step that makes no sense. */
export function mistakes(to: Stage, occurred: DayRange, history: History | null, today: Day): FieldError[] {
  const found = dayToCome('occurred', occurred.from, today)
  const status = history?.status ?? 'active'
  if (to === 'resumed' && status === 'active') {
    found.push({ path: 'stage', code: 'notSuspended', message: '项目没有暂缓或终止，无需恢复' })
  }
  if (to === 'suspended' && status !== 'active') {
    found.push({ path: 'stage', code: 'notActive', message: '项目已暂缓或终止' })
  }
  if (to === 'ended' && status === 'ended') {
    found.push({ path: 'stage', code: 'notActive', message: '项目已终止' })
  }
  if (isPathStage(to) && status === 'ended') {
    found.push({ path: 'stage', code: 'ended', message: '项目已终止，请先登记“恢复”' })
  }
  return found
}

/**
 * Where 暂缓, 恢复 and 终止 stand out of turn when ordered by day, as a message; null when each follows what it may follow.
 * A month counts from its first day: "resumed in May" stands before "suspended on 10 May".
 */
export function sideDisorder(events: readonly StageFact[]): string | null {
  let before: StageFact | null = null
  for (const event of sideEvents(events)) {
    if (!FOLLOWS[event.stage as SideStage].includes((before?.stage as SideStage | undefined) ?? 'resumed')) {
      const earlier = before ? `在“${told(before)}”之后` : '之前没有暂缓或终止'
      return `按日期排，“${told(event)}”${earlier}，先后不对；只知道月份的，请写到日`
    }
    before = event
  }
  return null
}

/** After which of them each may come; before the first the project is active, as after a resumption. */
const FOLLOWS: Record<SideStage, readonly SideStage[]> = {
  suspended: ['resumed'],
  resumed: ['suspended', 'ended'],
  ended: ['resumed', 'suspended'],
}

const told = ({ stage, occurred }: StageFact) => `${STAGE_NAMES[stage]}（${formatDayRange(occurred)}）`

/** What the office must have seen before a stage is 认定 (domain handbook, ch. 3). */
export const EVIDENCE_FOR: Partial<Record<PathStage, string[]>> = {
  approved: ['会议纪要'],
  signed: ['正式合同'],
  landSupplied: ['成交确认书或土地合同'],
  started: ['施工许可证', '打桩照片'],
  completed: ['竣工验收材料'],
  producing: ['首张发票', '投产照片'],
  onTarget: ['税收与产值记录'],
}

/** Renting: lease and equipment stand for permit and piling. */
export function evidenceFor(stage: PathStage, rents: boolean): string[] {
  if (stage === 'started' && rents) return ['租赁合同', '设备进场照片']
  return EVIDENCE_FOR[stage] ?? []
}
