import type { RequestContext } from '~/auth/domain/actor'
import { parseInput } from '~/shared/input'
import { figuresInput, type FiguresInput } from '../domain/scope'
import { figureQuestion, onEarlierDay } from './question'
import { readFigures } from './read-figures'

/** How long it takes from stage to stage, now and on the earlier day, and who moved between the two. @throws AppError forbidden, invalid */
export async function pace(context: RequestContext, input: FiguresInput) {
  const { by: _, groupBy, ...asked } = parseInput(figuresInput, input)
  const question = await figureQuestion(context, asked, { groupBy })
  const [now, then] = await Promise.all([
    readFigures(question, ['curves', 'stays', 'flow', 'landDayUnknown', 'startDayUnknown', 'silent']),
    readFigures(onEarlierDay(question), ['stays']),
  ])
  return {
    compareAsOf: question.earlier,
    groups: now.curves,
    stays: now.stays,
    compare: { stays: then.stays },
    flow: now.flow,
    landDayUnknown: now.landDayUnknown,
    startDayUnknown: now.startDayUnknown,
    silent: now.silent,
  }
}
