import type { RequestContext } from '~/auth/domain/actor'
import { parseInput } from '~/shared/input'
import type { FiguresOfDay, PipelineFigures } from '../domain/figures'
import { figuresInput, type FiguresInput } from '../domain/scope'
import { stated } from './clocks'
import { figureQuestion, onEarlierDay, type FigureQuestion } from './question'
import { readFigures } from './read-figures'

const OF_DAY = ['funnel', 'heat', 'overdue', 'quality'] as const

type DayValues = Awaited<ReturnType<typeof readFigures<(typeof OF_DAY)[number]>>>

const figuresOfDay = ({ clocks }: FigureQuestion, { funnel, overdue, quality, heat }: DayValues): FiguresOfDay => ({
  asOf: clocks.asOf,
  funnel,
  overdue,
  quality,
  cohorts: heat,
})

/**
 * What leaders read on one page, as of a day and as of an earlier one, from one scan of the milestones each; of what the
 * actor may see. @throws AppError forbidden (403), invalid (422)
 */
export async function pipelineFigures(context: RequestContext, input: FiguresInput): Promise<PipelineFigures> {
  const { by: every, groupBy, ...asked } = parseInput(figuresInput, input)
  const question = await figureQuestion(context, asked, { every, groupBy })
  const before = onEarlierDay(question)
  const [now, then] = await Promise.all([
    readFigures(question, [...OF_DAY, 'curves', 'forecast', 'overdueItems']),
    readFigures(before, OF_DAY),
  ])
  return {
    clocks: { ...stated(question.clocks), compareAsOf: question.earlier },
    scope: question.scope,
    ...figuresOfDay(question, now),
    compare: figuresOfDay(before, then),
    survival: { groups: now.curves },
    forecast: now.forecast,
    worst: now.overdueItems,
  }
}
