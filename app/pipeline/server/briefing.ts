import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { addMonths, type Day } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { signedIn, sinceOf, standingOf, type Briefing, type YearBefore } from '../domain/briefing'
import { inOrder, ORDER_MESSAGE } from '../domain/cohort-input'
import { totalOf } from '../domain/cohort-rows'
import { lastYear, soFarOf, yearBefore, yearToDate } from '../domain/period'
import { comparedShape, figureShape } from '../domain/scope'
import { figureQuestion, onEarlierDay, type FigureQuestion } from './question'
import { readFigures } from './read-figures'

const LISTED = 10

/** Of whom, signed when, as of which day, beside which earlier one. */
const briefingInput = z.object({ ...figureShape, ...comparedShape }).refine(inOrder, ORDER_MESSAGE)

export type BriefingInput = z.input<typeof briefingInput>

/** The question as it stands in an address, which may hold more than that. */
export function askedOfBriefing({ url }: Request): BriefingInput {
  return Object.fromEntries([...new URL(url).searchParams].filter(([name]) => name in briefingInput.shape))
}

/** What it is made of, as of the day and as of the earlier one. */
export const NOW = ['starts', 'overdue', 'quartersAhead', 'overdueItems'] as const
export const THEN = ['starts', 'overdue'] as const

type Values<Name extends Parameters<typeof readFigures>[1][number]> = Awaited<ReturnType<typeof readFigures<Name>>>

interface BriefingQuestion {
  question: FigureQuestion
  /** only where it was asked for */
  knownOn?: Day
}

/** The question of a briefing that names so many projects. @throws AppError forbidden (403), invalid (422) */
export async function briefingQuestion(
  context: RequestContext,
  input: BriefingInput,
  limit: number,
): Promise<BriefingQuestion> {
  const asked = parseInput(briefingInput, input)
  const page = { which: 'overdue', sort: 'money', limit, offset: 0 } as const
  return { question: await figureQuestion(context, asked, { page }), knownOn: asked.knownOn }
}

/** Of what was signed so far this year: the same days of the last, as they stood a year ago; of other periods nothing. */
export async function yearBeforeOf({ question }: BriefingQuestion): Promise<YearBefore | null> {
  const { clocks, scope, until } = question
  const isWhole = !scope.signedFrom && !scope.signedTo
  const soFar = isWhole ? yearToDate(clocks.asOf) : soFarOf(scope, clocks.asOf)
  if (!soFar) return null
  const [period, asOf] = [yearBefore(soFar), addMonths(clocks.asOf, -12)]
  const read = await readFigures(
    { ...question, clocks: { ...clocks, asOf }, until: asOf < until ? asOf : until, scope: { ...scope, ...period } },
    ['cohorts'],
  )
  const { signed, started } = totalOf(read.cohorts)
  return { signed, started, period, asOf }
}

export async function briefingFrom(
  { question, knownOn }: BriefingQuestion,
  now: Values<(typeof NOW)[number]>,
  then: Values<(typeof THEN)[number]>,
  before: YearBefore | null,
): Promise<Briefing> {
  const { asOf } = question.clocks
  const { signedFrom, signedTo, ...scope } = question.scope
  const { soon, soonWan } = now.overdue
  const { waiting, quarters } = now.quartersAhead
  const confidential = await confidentialAmong(now.overdueItems.map(({ id }) => id))
  return {
    clocks: { asOf, compareAsOf: question.earlier, knownOn },
    scope,
    period: { signedFrom, signedTo },
    days: question.days,
    thisYear: signedIn(now.starts, yearToDate(asOf)),
    lastYear: signedIn(now.starts, lastYear(asOf)),
    inPeriod: signedIn(now.starts, {}),
    yearBefore: before,
    now: standingOf(now.starts, now.overdue),
    before: standingOf(then.starts, then.overdue),
    since: sinceOf(now.starts),
    ahead: { soon, soonWan, waiting, quarters: quarters.slice(0, 2) },
    names: now.overdueItems.map((item) => ({ ...item, confidential: confidential.has(item.id) })),
  }
}

async function confidentialAmong(ids: string[]): Promise<Set<string>> {
  const rows = await database().project.findMany({
    where: { id: { in: ids }, confidential: true },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

/** Three sentences, three numbers, ten names. @throws AppError forbidden (403), invalid (422) */
export async function briefing(context: RequestContext, input: BriefingInput): Promise<Briefing> {
  const asked = await briefingQuestion(context, input, LISTED)
  const [now, then, before] = await Promise.all([
    readFigures(asked.question, NOW),
    readFigures(onEarlierDay(asked.question), THEN),
    yearBeforeOf(asked),
  ])
  return briefingFrom(asked, now, then, before)
}
