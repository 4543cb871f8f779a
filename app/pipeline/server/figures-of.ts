import { z } from 'zod'
import type { Call } from '~/auth/domain/actor'
import { daysBetween } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { inOrder, ORDER_MESSAGE } from '../domain/cohort-input'
import {
  drawFlow,
  drawFunnel,
  drawHeat,
  drawOverdue,
  drawSizes,
  drawSurvival,
  drawTable,
  type CountedCohort,
  type CountedFlow,
  type CountedOverdue,
  type StageCount,
  type CountedTableRow,
  type CountedWait,
  type Names,
} from '../domain/draw'
import { curvesFor, drawForecast, testDays, type CountedTest } from '../domain/draw-forecast'
import type { QualityFigures } from '../domain/figures'
import { earlierDay, figureShape, GRANULARITIES, GROUP_KEYS, type Granularity, type GroupBy } from '../domain/scope'
import { itemOf, type ItemRow } from './overdue-item'
import {
  backTestPiece,
  flowPiece,
  funnelPiece,
  heatPiece,
  landDayPiece,
  namesPiece,
  OVERDUE_SORTS,
  overdueItemsPiece,
  overduePiece,
  qualityPiece,
  reversedPiece,
  tablesPiece,
  waitsPiece,
  type Table,
} from './pieces'
import { stated } from './clocks'
import { askedBy, bandsPiece, readPieces } from './question'

/** One figure each, for the API and the command line: the same pieces as on the page, and no others. */

const choice = <Key extends string, Default extends Key>(keys: readonly Key[], fallback: Default) =>
  z
    .preprocess(
      (value) => (value === '' || value === null ? undefined : value),
      z.enum(keys as readonly [Key, ...Key[]]).optional(),
    )
    .transform((key): Key => key ?? fallback)

const groupBy = choice<GroupBy, 'none'>(GROUP_KEYS, 'none')

export const figureInput = z.object(figureShape).refine(inOrder, ORDER_MESSAGE)
export type FigureInput = z.input<typeof figureInput>

/** The funnel, reported and verified, and what is not known, as numbers. */
export async function funnel(call: Call, input: FigureInput) {
  const asked = await askedBy(call, parseInput(figureInput, input))
  const answer = await readPieces<{ funnel: StageCount[]; quality: QualityFigures }>(asked, 'lead', {
    funnel: funnelPiece,
    quality: qualityPiece,
  })
  return { ...stated(asked.clocks), rows: drawFunnel(answer.funnel), quality: answer.quality }
}

export const heatInput = z
  .object({ ...figureShape, by: choice<Granularity, 'quarter'>(GRANULARITIES, 'quarter') })
  .refine(inOrder, ORDER_MESSAGE)

/** Cohorts by signing period, after 3, 6, 12 and 24 months. */
export async function heat(call: Call, input: z.input<typeof heatInput>) {
  const { by, ...question } = parseInput(heatInput, input)
  const asked = await askedBy(call, question)
  const answer = await readPieces<{ heat: CountedCohort[]; landDayUnknown: number }>(asked, 'signed', {
    heat: heatPiece(by, asked.clocks.asOf),
    landDayUnknown: landDayPiece,
  })
  return { ...stated(asked.clocks), landDayUnknown: answer.landDayUnknown, rows: drawHeat(by, answer.heat) }
}

export const survivalInput = z.object({ ...figureShape, groupBy }).refine(inOrder, ORDER_MESSAGE)

/** From signing to starting: a curve a group. */
export async function survival(call: Call, input: z.input<typeof survivalInput>) {
  const { groupBy: by, ...question } = parseInput(survivalInput, input)
  const asked = await askedBy(call, question)
  const { asOf } = asked.clocks
  const answer = await readPieces<{ waits: CountedWait[]; reversed: { key: string; count: number }[] } & Names>(
    asked,
    'signed',
    {
      waits: waitsPiece(by, asOf),
      reversed: reversedPiece(by),
      named: namesPiece,
      bands: bandsPiece(asked.clocks),
    },
  )
  return { ...stated(asked.clocks), groups: drawSurvival(by, answer.waits, answer.reversed, answer) }
}

export const overdueInput = z
  .object({
    ...figureShape,
    sort: choice<(typeof OVERDUE_SORTS)[number], 'money'>(OVERDUE_SORTS, 'money'),
    groupBy,
    /** turning overdue within 30 days instead */
    soon: z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean()).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().optional(),
  })
  .refine(inOrder, ORDER_MESSAGE)

/** Signed more than `days` days ago, not started and not ended; the most money first, or the longest. */
export async function overdue(call: Call, input: z.input<typeof overdueInput>) {
  const { sort, soon, limit, cursor, groupBy: by, ...question } = parseInput(overdueInput, input)
  const asked = await askedBy(call, question)
  const { asOf } = asked.clocks
  const { days } = asked
  const offset = cursor ? offsetOf(cursor) : 0
  const answer = await readPieces<{ overdue: CountedOverdue[]; items: ItemRow[]; waits: CountedWait[] } & Names>(
    asked,
    'signed',
    {
      overdue: overduePiece(asOf, days),
      items: overdueItemsPiece(asOf, by, { days, sort, limit, offset, soon }),
      waits: waitsPiece(by, asOf),
      named: namesPiece,
      bands: bandsPiece(asked.clocks),
    },
  )
  const summary = drawOverdue(days, answer.overdue, answer)
  const curveOf = curvesFor(answer.waits)
  const total = soon ? summary.soon : summary.total
  const { total: _, ...rest } = summary
  const next = offset + answer.items.length
  return {
    ...stated(asked.clocks),
    total,
    summary: { ...rest, overdue: summary.total },
    items: answer.items.map((row) => itemOf(row, asOf, curveOf)),
    nextCursor: answer.items.length > 0 && next < total ? String(next) : null,
  }
}

/** By then every deadline is over: whoever waits is among the overdue of that day. */
const LAST_DAY = '9999-12-31'

/** All that are signed and wait for their start, with the forecast of each: the most money first, or the longest. */
export async function waiting(call: Call, input: z.input<typeof overdueInput>) {
  const { sort, limit, cursor, groupBy: by, ...question } = parseInput(overdueInput, input)
  const asked = await askedBy(call, question)
  const { asOf } = asked.clocks
  const answer = await readPieces<{ items: ItemRow[]; waits: CountedWait[] }>(asked, 'signed', {
    items: overdueItemsPiece(LAST_DAY, by, { days: asked.days, sort, limit, offset: cursor ? offsetOf(cursor) : 0 }),
    waits: waitsPiece(by, asOf),
  })
  const curveOf = curvesFor(answer.waits)
  const waited = (row: ItemRow): ItemRow => ({ ...row, days: daysBetween(row.signedOn, asOf) })
  return { ...stated(asked.clocks), items: answer.items.map((row) => itemOf(waited(row), asOf, curveOf)) }
}

function offsetOf(cursor: string): number {
  if (/^\d{1,7}$/.test(cursor)) return Number(cursor)
  throw invalidField('cursor', '翻页标记无效，请从第一页重新查询')
}

export const flowInput = z.object({ ...figureShape, compareAsOf: figureShape.asOf }).refine(inOrder, ORDER_MESSAGE)

/** Who stood where on the earlier day, and where they stand. */
export async function flow(call: Call, input: z.input<typeof flowInput>) {
  const { compareAsOf, ...question } = parseInput(flowInput, input)
  const asked = await askedBy(call, question)
  const earlier = compareAsOf ?? earlierDay(asked.clocks.asOf)
  if (earlier >= asked.clocks.asOf) throw invalidField('compareAsOf', '对比日期应早于截至日期')
  const answer = await readPieces<{ flow: CountedFlow[] }>(asked, 'lead', { flow: flowPiece }, earlier)
  return { ...stated(asked.clocks), compareAsOf: earlier, ...drawFlow(answer.flow) }
}

export const TABLE_KEYS = ['size', 'region', 'industry', 'channel', 'unit'] as const

export const sizesInput = z
  .object({ ...figureShape, by: choice<Table, 'size'>(TABLE_KEYS, 'size') })
  .refine(inOrder, ORDER_MESSAGE)

/** Signed projects by size band, region, industry, channel or unit. */
export async function sizes(call: Call, input: z.input<typeof sizesInput>) {
  const { by, ...question } = parseInput(sizesInput, input)
  const asked = await askedBy(call, question)
  const answer = await readPieces<{ tables: CountedTableRow[] } & Names>(asked, 'signed', {
    tables: tablesPiece([by], asked.clocks.asOf, asked.days),
    named: namesPiece,
    bands: bandsPiece(asked.clocks),
  })
  const rows = by === 'size' ? drawSizes(answer.tables, answer) : drawTable(by, answer.tables, answer)
  return { ...stated(asked.clocks), by, days: asked.days, rows }
}

/** When those that wait will start: by quarter, and how well that would have been known at earlier quarter ends. */
export async function forecast(call: Call, input: z.input<typeof survivalInput>) {
  const { groupBy: by, ...question } = parseInput(survivalInput, input)
  const asked = await askedBy(call, question)
  const { asOf } = asked.clocks
  const answer = await readPieces<{ waits: CountedWait[]; tested: CountedTest[] }>(asked, 'signed', {
    waits: waitsPiece(by, asOf),
    tested: backTestPiece(by, testDays(asOf)),
  })
  return { ...stated(asked.clocks), ...drawForecast(by, asOf, answer.waits, answer.tested) }
}
