import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { blankIsAbsent } from '~/shared/field-inputs'
import { limitInput } from '~/shared/page-limit'
import { inOrder, ORDER_MESSAGE } from '../domain/cohort-input'
import { COHORT_KEYS, GROUP_KEYS, TABLE_KEYS, type CohortBy, type GroupBy, type TableKey } from '../domain/grouping'
import { figureShape, GRANULARITIES, type Granularity } from '../domain/scope'
import { stated } from './clocks'
import { figureQuestion, type WaitingPage } from './question'
import { readFigures } from './read-figures'

/** One figure each, for pages of their own, the API and the command line. */

const choice = <Key extends string, Default extends Key>(keys: readonly Key[], fallback: Default) =>
  blankIsAbsent(z.enum(keys as readonly [Key, ...Key[]])).transform((key): Key => key ?? fallback)

const groupBy = choice<GroupBy, 'none'>(GROUP_KEYS, 'none')

export const figureInput = z.object(figureShape).refine(inOrder, ORDER_MESSAGE)
export type FigureInput = z.input<typeof figureInput>

/** The funnel, reported and verified, and what is not known, as numbers. */
export async function funnel(context: RequestContext, asked: FigureInput) {
  const question = await figureQuestion(context, parseInput(figureInput, asked))
  const read = await readFigures(question, ['funnel', 'quality'])
  return { ...stated(question.clocks), rows: read.funnel, quality: read.quality }
}

const cohortsInput = z
  .object({ ...figureShape, by: choice<CohortBy, 'none'>(COHORT_KEYS, 'none') })
  .refine(inOrder, ORDER_MESSAGE)

/** Projects by when they were signed, or by whom and where, and how far these had come. */
export async function cohorts(context: RequestContext, asked: z.input<typeof cohortsInput>) {
  const { by: cohortBy, ...scope } = parseInput(cohortsInput, asked)
  const read = await readFigures(await figureQuestion(context, scope, { cohortBy }), ['cohorts'])
  return { rows: read.cohorts }
}

export const heatInput = z
  .object({ ...figureShape, by: choice<Granularity, 'quarter'>(GRANULARITIES, 'quarter') })
  .refine(inOrder, ORDER_MESSAGE)

/** Cohorts by signing period, after 3, 6, 12 and 24 months. */
export async function heat(context: RequestContext, asked: z.input<typeof heatInput>) {
  const { by: every, ...scope } = parseInput(heatInput, asked)
  const question = await figureQuestion(context, scope, { every })
  const read = await readFigures(question, ['heat', 'landDayUnknown'])
  return { ...stated(question.clocks), landDayUnknown: read.landDayUnknown, rows: read.heat }
}

export const groupedInput = z.object({ ...figureShape, groupBy }).refine(inOrder, ORDER_MESSAGE)

/** From signing to starting: a curve a group. */
export async function survival(context: RequestContext, asked: z.input<typeof groupedInput>) {
  const { groupBy: by, ...scope } = parseInput(groupedInput, asked)
  const question = await figureQuestion(context, scope, { groupBy: by })
  const { curves } = await readFigures(question, ['curves'])
  return { ...stated(question.clocks), groups: curves }
}

/** When those that wait will start: by quarter, and how well that would have been known at earlier quarter ends. */
export async function forecast(context: RequestContext, asked: z.input<typeof groupedInput>) {
  const { groupBy: by, ...scope } = parseInput(groupedInput, asked)
  const question = await figureQuestion(context, scope, { groupBy: by })
  const read = await readFigures(question, ['forecast'])
  return { ...stated(question.clocks), ...read.forecast }
}

export const OVERDUE_SORTS = ['money', 'days'] as const satisfies readonly WaitingPage['sort'][]

export const overdueInput = z
  .object({
    ...figureShape,
    sort: choice<WaitingPage['sort'], 'money'>(OVERDUE_SORTS, 'money'),
    groupBy,
    /** turning overdue within 30 days instead */
    soon: z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean()).optional(),
    limit: limitInput,
    cursor: z.string().optional(),
  })
  .refine(inOrder, ORDER_MESSAGE)

type OverdueInput = z.input<typeof overdueInput>

/** The question of a list of projects, and the page it begins at. */
async function listQuestion(context: RequestContext, asked: OverdueInput, which?: WaitingPage['which']) {
  const { sort, soon, limit, cursor, groupBy: by, ...scope } = parseInput(overdueInput, asked)
  const page: WaitingPage = { which: which ?? (soon ? 'soon' : 'overdue'), sort, limit, offset: offsetOf(cursor) }
  return figureQuestion(context, scope, { groupBy: by, page })
}

/** Signed more than `days` days ago, not started and not ended; the most money first, or the longest. */
export async function overdue(context: RequestContext, asked: OverdueInput) {
  const question = await listQuestion(context, asked)
  const { overdueItems: items, overdue: summary } = await readFigures(question, ['overdueItems', 'overdue'])
  const total = question.page.which === 'soon' ? summary.soon : summary.total
  const { total: _, ...rest } = summary
  const next = question.page.offset + items.length
  return {
    ...stated(question.clocks),
    total,
    summary: { ...rest, overdue: summary.total },
    items,
    nextCursor: items.length > 0 && next < total ? String(next) : null,
  }
}

/** 未开工, all of them, with how likely each is to start: the most money first, or the longest; and of how many nothing was heard. */
export async function waiting(context: RequestContext, asked: OverdueInput) {
  const question = await listQuestion(context, asked, 'waiting')
  const { overdueItems: items, silent } = await readFigures(question, ['overdueItems', 'silent'])
  return { ...stated(question.clocks), items, silent }
}

function offsetOf(cursor: string | undefined): number {
  if (!cursor) return 0
  if (/^\d{1,7}$/.test(cursor)) return Number(cursor)
  throw invalidField('cursor', '翻页标记无效，请从第一页重新查询')
}

export const flowInput = z.object({ ...figureShape, compareAsOf: figureShape.asOf }).refine(inOrder, ORDER_MESSAGE)

/** Who stood where on the earlier day, and where they stand. */
export async function flow(context: RequestContext, asked: z.input<typeof flowInput>) {
  const question = await figureQuestion(context, parseInput(flowInput, asked))
  const read = await readFigures(question, ['flow'])
  return { ...stated(question.clocks), compareAsOf: question.earlier, ...read.flow }
}

export const sizesInput = z
  .object({ ...figureShape, by: choice<TableKey, 'size'>(TABLE_KEYS, 'size') })
  .refine(inOrder, ORDER_MESSAGE)

/** Signed projects by size band, region, industry, channel or unit. */
export async function sizes(context: RequestContext, asked: z.input<typeof sizesInput>) {
  const { by: table, ...scope } = parseInput(sizesInput, asked)
  const question = await figureQuestion(context, scope, { table })
  const { breakdown } = await readFigures(question, ['breakdown'])
  return { ...stated(question.clocks), by: table, days: question.days, rows: breakdown }
}
