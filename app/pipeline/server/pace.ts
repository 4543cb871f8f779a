import type { Call } from '~/auth/domain/actor'
import { parseInput } from '~/shared/input'
import {
  drawFlow,
  drawStays,
  drawSurvival,
  type CountedFlow,
  type CountedStay,
  type CountedWait,
  type CountedWaiting,
  type Names,
} from '../domain/draw'
import type { StageStay, SurvivalGroup } from '../domain/figures'
import { earlierDay, figuresInput, type FiguresInput, type GroupBy } from '../domain/scope'
import { flowPiece, landDayPiece, namesPiece, reversedPiece, staysPiece, waitingPiece, waitsPiece } from './pieces'
import { askedBy, bandsPiece, readPieces, type Asked } from './question'

interface Answer extends Names {
  waits: CountedWait[]
  reversed: { key: string; count: number }[]
  stays: CountedStay[]
  waiting: CountedWaiting[]
}

const pieces = ({ clocks }: Asked, groupBy: GroupBy) => ({
  waits: waitsPiece(groupBy, clocks.asOf),
  reversed: reversedPiece(groupBy),
  stays: staysPiece,
  waiting: waitingPiece,
  named: namesPiece,
  bands: bandsPiece(clocks),
})

const draw = (answer: Answer, groupBy: GroupBy): { groups: SurvivalGroup[]; stays: StageStay[] } => ({
  groups: drawSurvival(groupBy, answer.waits, answer.reversed, answer),
  stays: drawStays(answer.stays, answer.waiting),
})

/** How long it takes from stage to stage, now and on the earlier day, and who moved between the two. @throws AppError forbidden, invalid */
export async function pace(call: Call, input: FiguresInput) {
  const { by: _, groupBy, compareAsOf, ...question } = parseInput(figuresInput, input)
  const asked = await askedBy(call, question)
  const earlier = compareAsOf ?? earlierDay(asked.clocks.asOf)
  const before: Asked = { ...asked, clocks: { ...asked.clocks, asOf: earlier } }
  const [now, then] = await Promise.all([
    readPieces<Answer & { flow: CountedFlow[]; landDayUnknown: number }>(
      asked,
      'lead',
      { ...pieces(asked, groupBy), flow: flowPiece, landDayUnknown: landDayPiece },
      earlier,
    ),
    readPieces<Answer>(before, 'lead', pieces(before, groupBy)),
  ])
  return {
    compareAsOf: earlier,
    ...draw(now, groupBy),
    compare: draw(then, groupBy),
    flow: drawFlow(now.flow),
    landDayUnknown: now.landDayUnknown,
  }
}
