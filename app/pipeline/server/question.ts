import type { Actor, RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, type Day } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import type { CohortBy, GroupBy, TableKey } from '../domain/grouping'
import { earlierDay, type Granularity } from '../domain/scope'
import { clocksAt, type Clocks } from './clocks'
import type { ScanQuestion } from './scan'

/** Which of the signed projects that have not started are listed, and how. */
export interface WaitingPage {
  /** `soon`: turning overdue within 30 days; `waiting`: all that are not ended */
  which: 'overdue' | 'soon' | 'waiting'
  sort: 'money' | 'days'
  limit: number
  offset: number
}

/** What figures are asked beside scope and clocks; each reads what concerns it. */
interface Choices {
  /** signing periods of the heat map */
  every: Granularity
  /** groups of curves and forecasts */
  groupBy: GroupBy
  cohortBy: CohortBy
  table: TableKey
  page: WaitingPage
}

const CHOICES: Choices = {
  every: 'quarter',
  groupBy: 'none',
  cohortBy: 'none',
  table: 'size',
  page: { which: 'overdue', sort: 'money', limit: 10, offset: 0 },
}

/** A question put to figures, with all that it leaves open filled in. */
export interface FigureQuestion extends Choices {
  actor: Actor
  clocks: Clocks
  /** the last day of which anything is known: no wait is followed beyond it */
  until: Day
  scope: ScanQuestion['scope']
  /** a signed project is overdue after so many days */
  days: number
  /** the earlier day that figures are compared with */
  earlier: Day
}

type Asked = ScanQuestion['scope'] & Partial<Clocks> & { days?: number; compareAsOf?: Day }

/** @throws AppError forbidden (403), invalid (422) where the earlier day is not earlier */
export async function figureQuestion(
  context: RequestContext,
  asked: Asked,
  choices: Partial<Choices> = {},
): Promise<FigureQuestion> {
  assertCan(context.actor, 'figure.read')
  const { asOf, knownOn, days, compareAsOf, ...scope } = asked
  const clocks = clocksAt(context.now, { asOf, knownOn })
  const earlier = compareAsOf ?? earlierDay(clocks.asOf)
  if (earlier >= clocks.asOf) throw invalidField('compareAsOf', '对比日期应早于截至日期')
  return {
    ...CHOICES,
    ...choices,
    actor: context.actor,
    clocks,
    until: lastKnown(clocks, businessDay(context.now)),
    scope,
    days: days ?? (await overdueDays(clocks.asOf)),
    earlier,
  }
}

/** The same question as of its earlier day. */
export const onEarlierDay = (question: FigureQuestion): FigureQuestion => ({
  ...question,
  clocks: { ...question.clocks, asOf: question.earlier },
  until: earliest(question.earlier, question.until),
})

const earliest = (...days: Day[]): Day => days.reduce((first, day) => (day < first ? day : first))

const lastKnown = ({ asOf, knownOn }: Clocks, today: Day): Day => earliest(asOf, knownOn, today)

/** Days after which a signed project is overdue, by the rule in force on the day. */
async function overdueDays(asOf: Day): Promise<number> {
  return (await ruleInForce(database(), 'overdue', asOf)).days
}
