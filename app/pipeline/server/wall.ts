import type { RequestContext } from '~/auth/domain/actor'
import { scopeWords } from '../domain/scope-words'
import { wallContent, type Wall } from '../domain/wall'
import { briefingFrom, briefingQuestion, NOW, THEN, yearBeforeOf, type BriefingInput } from './briefing'
import { onEarlierDay } from './question'
import { readFigures } from './read-figures'

/** Enough that ten remain when the confidential ones are left out. */
const READ = 50

/** Everything the wall shows, from one scan a day. @throws AppError forbidden (403), invalid (422) */
export async function wall(context: RequestContext, input: BriefingInput): Promise<Wall> {
  const asked = await briefingQuestion(context, input, READ)
  const [now, then, before] = await Promise.all([
    readFigures(asked.question, [...NOW, 'funnel', 'landDayUnknown', 'confidentialOverdue']),
    readFigures(onEarlierDay(asked.question), [...THEN, 'funnel', 'landDayUnknown']),
    yearBeforeOf(asked),
  ])
  const briefing = await briefingFrom(asked, now, then, before)
  return wallContent(context.now, {
    briefing,
    scope: scopeWords(briefing.scope, now.names),
    funnel: now.funnel,
    funnelBefore: then.funnel,
    starts: now.starts,
    overdue: now.overdue,
    unnamed: now.confidentialOverdue,
    landDayUnknown: [now.landDayUnknown, then.landDayUnknown],
  })
}
