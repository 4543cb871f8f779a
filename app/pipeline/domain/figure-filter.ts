import { z } from 'zod'
import { isDay } from '~/shared/day'
import { PATH } from '~/projects/domain/stages'
import { inOrder, ORDER_MESSAGE } from './cohort-input'
import { HORIZONS } from './figures'
import { milestoneFilter } from './milestone-filter'
import { scopeShape } from './scope'

const absent = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), item.optional())

const stage = absent(z.enum(PATH))
const standing = absent(z.enum([...PATH, 'suspended', 'ended']))

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

/** The cuts that stand behind the numbers of the leaders' page, beside those of a cohort. */
const cuts = {
  ...scopeShape,
  /** came to this stage or a later one: a number of the funnel */
  come: stage,
  /** verified at this stage or a later one */
  verified: stage,
  /** current stage, or beside the path: a state of the flow */
  at: standing,
  /** where it stood on `compareAsOf`; `new`: not yet there */
  was: absent(z.enum([...PATH, 'suspended', 'ended', 'new'])),
  compareAsOf: absent(z.string().refine(isDay, '日期格式应为 2021-05-31')),
  /** came to `come` after this day */
  after: absent(z.string().refine(isDay, '日期格式应为 2021-05-31')),
  /** came to `come` within so many calendar months of signing: a cell of the heat map */
  within: absent(z.coerce.number().pipe(z.literal(HORIZONS))),
  /** overdue after so many days */
  overdue: absent(z.coerce.number().int().min(0).max(3650)),
  /** overdue within 30 days, by so many days */
  soon: absent(z.coerce.number().int().min(0).max(3650)),
  unclear: absent(z.enum(UNCLEAR)),
}

/** Which projects stand behind any number of the pipeline, in the address of a list. */
export const figureFilter = z
  .object({ ...milestoneFilter.shape, ...cuts })
  .refine(inOrder, ORDER_MESSAGE)
  .refine(({ was, compareAsOf }) => !was || compareAsOf, { message: '请写明对比日期', path: ['compareAsOf'] })

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
