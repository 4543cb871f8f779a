import type { Call } from '~/auth/domain/actor'
import { parseInput } from '~/shared/input'
import { invalidField } from '~/shared/errors'
import {
  drawFlow,
  drawFunnel,
  drawHeat,
  drawOverdue,
  drawSizes,
  drawStays,
  drawSurvival,
  drawTable,
  type CountedCohort,
  type CountedFlow,
  type CountedOverdue,
  type CountedRank,
  type CountedStay,
  type CountedTableRow,
  type CountedWait,
  type CountedWaiting,
  type Names,
} from '../domain/draw'
import { curvesFor, drawForecast, testDays, type CountedTest } from '../domain/draw-forecast'
import type { FiguresOfDay, PipelineFigures, QualityFigures } from '../domain/figures'
import { earlierDay, figuresInput, type FiguresInput, type Granularity, type GroupBy } from '../domain/scope'
import { stated } from './clocks'
import { itemOf, type ItemRow } from './overdue-item'
import {
  backTestPiece,
  flowPiece,
  funnelPiece,
  heatPiece,
  namesPiece,
  overdueItemsPiece,
  overduePiece,
  qualityPiece,
  reversedPiece,
  staysPiece,
  TABLES,
  tablesPiece,
  waitingPiece,
  waitsPiece,
  type Piece,
} from './pieces'
import { askedBy, bandsPiece, readPieces, type Asked } from './question'

const WORST = 10

interface DayAnswer {
  funnel: CountedRank[]
  heat: CountedCohort[]
  waits: CountedWait[]
  reversed: { key: string; count: number }[]
  stays: CountedStay[]
  waiting: CountedWaiting[]
  tables: CountedTableRow[]
  overdue: CountedOverdue[]
  quality: QualityFigures
  named: Names['named']
  bands: Names['bands']
}

interface PageAnswer extends DayAnswer {
  flow: CountedFlow[]
  tested: CountedTest[]
  worst: ItemRow[]
}

function ofDay({ clocks, days }: Asked, by: Granularity, groupBy: GroupBy): Record<keyof DayAnswer, Piece> {
  const { asOf } = clocks
  return {
    funnel: funnelPiece,
    heat: heatPiece(by, asOf),
    waits: waitsPiece(groupBy, asOf),
    reversed: reversedPiece(groupBy),
    stays: staysPiece,
    waiting: waitingPiece(asOf),
    tables: tablesPiece(TABLES, asOf, days),
    overdue: overduePiece(asOf, days),
    quality: qualityPiece,
    named: namesPiece,
    bands: bandsPiece(clocks),
  }
}

function drawDay(answer: DayAnswer, { clocks, days }: Asked, by: Granularity, groupBy: GroupBy): FiguresOfDay {
  const names: Names = answer
  const table = (name: (typeof TABLES)[number]) => answer.tables.filter((row) => row.table === name)
  return {
    asOf: clocks.asOf,
    funnel: drawFunnel(answer.funnel),
    overdue: drawOverdue(days, answer.overdue, names),
    quality: answer.quality,
    stays: drawStays(answer.stays, answer.waiting),
    sizes: drawSizes(table('size'), names),
    regions: drawTable('region', table('region'), names),
    industries: drawTable('industry', table('industry'), names),
    channels: drawTable('channel', table('channel'), names),
    units: drawTable('unit', table('unit'), names),
    cohorts: drawHeat(by, answer.heat),
    survival: { groups: drawSurvival(groupBy, answer.waits, answer.reversed, names) },
  }
}

/**
 * Everything the page shows, as of a day and as of an earlier one, from one scan of the milestones each; of what the
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
    ...ofDay(asked, by, groupBy),
    flow: flowPiece,
    tested: backTestPiece(groupBy, testDays(asOf)),
    worst: overdueItemsPiece(asOf, groupBy, { days: asked.days, sort: 'money', limit: WORST, offset: 0 }),
  }
  const [now, then] = await Promise.all([
    readPieces<PageAnswer>(asked, 'lead', pieces, earlier),
    readPieces<DayAnswer>(before, 'lead', ofDay(before, by, groupBy)),
  ])
  const curveOf = curvesFor(now.waits)
  return {
    clocks: { ...stated(asked.clocks), compareAsOf: earlier },
    scope: asked.scope,
    ...drawDay(now, asked, by, groupBy),
    compare: drawDay(then, before, by, groupBy),
    flow: drawFlow(now.flow),
    forecast: drawForecast(groupBy, asOf, now.waits, now.tested),
    worst: now.worst.map((row) => itemOf(row, asOf, curveOf)),
  }
}
