import type { RequestContext } from '~/auth/domain/actor'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { opinionDocument } from '../domain/opinion-document'
import { decisionsOf } from './meetings/read-meetings'
import { opinionsOf } from './opinions/read-opinions'
import { readScreening } from './read-screening'

/** The 综合预审意见书 of a screening as a document. @throws notFound */
export async function screeningOpinion(context: RequestContext, id: string | undefined) {
  const [screening, { opinions }, { decisions }] = await Promise.all([
    readScreening(context, id),
    opinionsOf(context, id),
    decisionsOf(context, id),
  ])
  const { countyName: county } = await systemNames()
  const frame = {
    ...screening,
    opinions,
    decisions,
    county,
    person: context.actor.name,
    today: businessDay(context.now),
  }
  return {
    id: id ?? '',
    project: screening.project,
    number: screening.number,
    document: opinionDocument(frame),
  }
}
