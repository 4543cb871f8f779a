import { z } from 'zod'
import { addMonths, type Day } from '~/shared/day'
import { blankIsAbsent, countInput, requiredDay } from '~/shared/field-inputs'
import { inOrder, ORDER_MESSAGE, periodShape } from './cohort-input'
import { GROUP_KEYS, NO_VALUE, type GroupBy, type ScopeName } from './grouping'

const idOrNone = blankIsAbsent(z.union([z.uuid(), z.literal(NO_VALUE)]))
const words = blankIsAbsent(z.string().trim().max(120))

/** A size band by its lower bound in 万元. */
export const bandFloor = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, '规模段应为其下限（万元）')

/**
 * Which projects figures are about; one set of names in the address of page and list, in the API and on the command
 * line. `none` asks for those without a value. `unit` is the one that answers, `size` a band's lower bound in 万元.
 */
export const scopeShape = {
  unit: idOrNone,
  park: idOrNone,
  industry: words,
  chain: words,
  sponsor: words,
  size: blankIsAbsent(z.union([bandFloor, z.literal(NO_VALUE)])),
  /** 来源地 of the investor */
  region: words,
  /** 来源 */
  channel: words,
  /** 三个一批 */
  batch: idOrNone,
  /** 签约大会, 展会 */
  event: idOrNone,
} satisfies Record<ScopeName, z.ZodType>

export const pipelineScope = z.object(scopeShape)

export type PipelineScope = z.output<typeof pipelineScope>

export const GRANULARITIES = ['month', 'quarter', 'year'] as const
export type Granularity = (typeof GRANULARITIES)[number]

const day = requiredDay()

/** Scope, signing period and clocks. */
export const figureShape = {
  ...scopeShape,
  ...periodShape,
  /** N of overdue: signed more than N days ago; default: the rule in force. A batch has its own deadline. */
  days: blankIsAbsent(countInput('天数', '天', { max: 3650 })),
}

/** Beside the day stand the month and the year before it: these must be days too. */
const FIRST_AS_OF = '1901-01-01'

/** The days of what is compared with an earlier one. */
export const comparedShape = {
  asOf: blankIsAbsent(day.refine((text) => text >= FIRST_AS_OF, `截至日期不能早于 ${FIRST_AS_OF}`)),
  /** the earlier day of 比上期; default a month before `asOf` */
  compareAsOf: blankIsAbsent(day),
}

/** The question of the page. */
export const figuresInput = z
  .object({
    ...figureShape,
    ...comparedShape,
    /** signing periods of the heat map */
    by: blankIsAbsent(z.enum(GRANULARITIES)).transform((by): Granularity => by ?? 'quarter'),
    /** groups of the curve */
    groupBy: blankIsAbsent(z.enum(GROUP_KEYS)).transform((by): GroupBy => by ?? 'none'),
  })
  .refine(inOrder, ORDER_MESSAGE)
  .refine(({ asOf, compareAsOf }) => !asOf || !compareAsOf || compareAsOf < asOf, {
    message: '对比日期应早于截至日期',
    path: ['compareAsOf'],
  })

export type FiguresInput = z.input<typeof figuresInput>

/** The same day a month earlier: 31 March gives 28 or 29 February. */
export function earlierDay(asOf: Day): Day {
  return addMonths(asOf, -1)
}
