import { z } from 'zod'
import { PATH } from '~/projects/domain/stages'
import { blankIsAbsent, requiredDay } from '~/shared/field-inputs'
import { inOrder, ORDER_MESSAGE } from './cohort-input'
import { HORIZONS } from './figures'
import { milestoneFilter } from './milestone-filter'
import { bandFloor, scopeShape } from './scope'

const stage = blankIsAbsent(z.enum(PATH))
const standing = blankIsAbsent(z.enum([...PATH, 'suspended', 'ended']))

/** Flags of `QualityFigures`: the projects behind what is not known or not verified. */
export const UNCLEAR = [
  'landDayUnknown',
  'startDayUnknown',
  'signDayUnknown',
  'unverified',
  'signedUnverified',
  'startedUnverified',
  'notComparable',
  'noAmount',
  'noUnit',
] as const

/** What is known of a stay in a stage; `reversed`: left before it came, by the days given (±). */
export const STAYS = ['known', 'unknown', 'reversed'] as const

/** The cuts that stand behind the numbers of the leaders' page, beside those of a cohort. */
const cuts = {
  ...scopeShape,
  /** came to this stage or a later one: a number of the funnel */
  come: stage,
  /** verified at this stage or a later one */
  verified: stage,
  /** at this stage now, not ended; or suspended, or ended */
  at: standing,
  /** where it stood on `compareAsOf`; `new`: not yet there */
  was: blankIsAbsent(z.enum([...PATH, 'suspended', 'ended', 'new'])),
  /** stands elsewhere than here, stood elsewhere then: who entered and who left */
  notAt: standing,
  notWas: standing,
  compareAsOf: blankIsAbsent(requiredDay()),
  /** came to `come` after this day */
  after: blankIsAbsent(requiredDay()),
  /** came to `come` on this day at the latest */
  until: blankIsAbsent(requiredDay()),
  /** 未开工 on `compareAsOf` */
  wasWaiting: blankIsAbsent(z.literal('1')),
  /** came to `come` within so many calendar months of signing: a cell of the heat map */
  within: blankIsAbsent(z.coerce.number().pipe(z.literal(HORIZONS))),
  /** overdue after so many days */
  overdue: blankIsAbsent(z.coerce.number().int().min(0).max(3650)),
  /** overdue within 30 days, by so many days */
  soon: blankIsAbsent(z.coerce.number().int().min(0).max(3650)),
  unclear: blankIsAbsent(z.enum(UNCLEAR)),
  /** the same as `at`, as older links say it */
  staying: stage,
  /** has left this stage for a later one; `stay`: whether it is known how long that took */
  passed: stage,
  stay: blankIsAbsent(z.enum(STAYS)),
  /** this band or a larger one, by its lower bound in 万元 */
  sizeFrom: blankIsAbsent(bandFloor),
  /** signed, not started, not ended */
  waiting: blankIsAbsent(z.literal('1')),
  /** 预计年税收 not filled in */
  noTax: blankIsAbsent(z.literal('1')),
}

/** Which projects stand behind any number of the pipeline, in the address of a list. */
export const figureFilter = z
  .object({ ...milestoneFilter.shape, ...cuts })
  .refine(inOrder, ORDER_MESSAGE)
  .refine(({ was, notWas, wasWaiting, compareAsOf }) => (!was && !notWas && !wasWaiting) || compareAsOf, {
    message: '请写明对比日期',
    path: ['compareAsOf'],
  })

export type FigureFilter = z.output<typeof figureFilter>

export const FIGURE_PARAMETERS = Object.keys(figureFilter.shape) as (keyof FigureFilter)[]

const OF_COHORTS = new Set<string>(Object.keys(milestoneFilter.shape))

/** True when the filter asks for more than a cohort's own cuts. */
export function cutsFurther(filter: FigureFilter): boolean {
  return FIGURE_PARAMETERS.some((name) => filter[name] !== undefined && !OF_COHORTS.has(name))
}

/** The list of exactly the projects of a filter. `asOf` must be set, or the list takes its own filters. */
export function figureHref(filter: Partial<FigureFilter> & { asOf: string }): string {
  const search = new URLSearchParams()
  for (const name of FIGURE_PARAMETERS) {
    const value = filter[name]
    if (value !== undefined) search.set(name, String(value))
  }
  return `/projects?${search}`
}
