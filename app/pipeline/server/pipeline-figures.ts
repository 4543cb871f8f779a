import type { Call } from '~/auth/domain/actor'
import { parseInput } from '~/shared/input'
import { invalidField } from '~/shared/errors'
import {
  drawFunnel,
  drawHeat,
  drawOverdue,
  drawSurvival,
  type CountedCohort,
  type CountedOverdue,
  type StageCount,
  type CountedWait,
  type Names,
} from '../domain/draw'
import { curvesFor, drawForecast, testDays, type CountedTest } from '../domain/draw-forecast'
import type { FiguresOfDay, PipelineFigures, QualityFigures } from '../domain/figures'
import { earlierDay, figuresInput, type FiguresInput, type Granularity } from '../domain/scope'
import { stated } from './clocks'
import { itemOf, type ItemRow } from './overdue-item'
import {
  backTestPiece,
  funnelPiece,
  heatPiece,
  namesPiece,
  overdueItemsPiece,
  overduePiece,
  qualityPiece,
  reversedPiece,
  waitsPiece,
  type Piece,
} from './pieces'
import { askedBy, bandsPiece, readPieces, type Asked } from './question'

const WORST = 10

interface DayAnswer extends Names {
  funnel: StageCount[]
  heat: CountedCohort[]
  overdue: CountedOverdue[]
  quality: QualityFigures
}

interface PageAnswer extends DayAnswer {
  waits: CountedWait[]
  reversed: { key: string; count: number }[]
  tested: CountedTest[]
  worst: ItemRow[]
}

function ofDay({ clocks, days }: Asked, by: Granularity): Record<keyof DayAnswer, Piece> {
  const { asOf } = clocks
  return {
    funnel: funnelPiece,
    heat: heatPiece(by, asOf),
    overdue: overduePiece(asOf, days),
    quality: qualityPiece,
    named: namesPiece,
    bands: bandsPiece(clocks),
  }
}

function drawDay(answer: DayAnswer, { clocks, days }: Asked, by: Granularity): FiguresOfDay {
  return {
    asOf: clocks.asOf,
    funnel: drawFunnel(answer.funnel),
    overdue: drawOverdue(days, answer.overdue, answer),
    quality: answer.quality,
    cohorts: drawHeat(by, answer.heat),
  }
}

/**
 * What leaders read on one page, as of a day and as of an earlier one, from one scan of the milestones each; of what the
 * actor may see. @throws AppError forbidden (403), invalid (422)
 */
export async function pipelineFigures(call: Call, input: FiguresInput): Promise<PipelineFigures> {
  const { by, groupBy, compareAsOf, ...question } = parseInput(figuresInput, input)
  const asked = await askedBy(call, question)
  const { asOf } = asked.clocks
  const earlier = compareAsOf ?? earlierDay(asOf)
  if (earlier >= asOf) throw invalidField('compareAsOf', '对比日期应早于截至日期')
  const before: Asked = { ...asked, clocks: { ...asked.clocks, asOf: earlier } }
  const pieces: Record<keyof PageAnswer, Piece> = {
    ...ofDay(asked, by),
    waits: waitsPiece(groupBy, asOf),
    reversed: reversedPiece(groupBy),
    tested: backTestPiece(groupBy, testDays(asOf)),
    worst: overdueItemsPiece(asOf, groupBy, { days: asked.days, sort: 'money', limit: WORST, offset: 0 }),
  }
  const [now, then] = await Promise.all([
    readPieces<PageAnswer>(asked, 'lead', pieces),
    readPieces<DayAnswer>(before, 'lead', ofDay(before, by)),
  ])
  const curveOf = curvesFor(now.waits)
  return {
    clocks: { ...stated(asked.clocks), compareAsOf: earlier },
    scope: asked.scope,
    ...drawDay(now, asked, by),
    compare: drawDay(then, before, by),
    survival: { groups: drawSurvival(groupBy, now.waits, now.reversed, now) },
    forecast: drawForecast(groupBy, asOf, now.waits, now.tested),
    worst: now.worst.map((row) => itemOf(row, asOf, curveOf)),
  }
}
