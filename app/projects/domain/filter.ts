import { z } from 'zod'
import { isDay } from '~/shared/day'
import { PATH } from './stages'

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (value === undefined || value === '' || value === null) return []
    return Array.isArray(value) ? value : String(value).split(',')
  }, z.array(item))

const day = z.string().refine(isDay, '日期格式应为 2021-05-31')
const optional = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), item.optional())

export const SORTS = [
  'updatedAt',
  '-updatedAt',
  'name',
  '-name',
  'stage',
  '-stage',
  'signedFrom',
  '-signedFrom',
  'startedFrom',
  '-startedFrom',
  'investmentWan',
  '-investmentWan',
  'landMu',
  '-landMu',
  'annualTaxWan',
  '-annualTaxWan',
] as const

export type Sort = (typeof SORTS)[number]

/** Filters of the project list: in the URL of the page and of the API. Days are inclusive. */
export const projectFilter = z.object({
  q: optional(z.string().trim().max(100, '搜索词不超过 100 个字')),
  stage: list(z.enum(PATH)),
  status: optional(z.enum(['active', 'suspended', 'ended'])),
  /** holder, introducing or landing unit */
  unit: optional(z.uuid()),
  park: optional(z.uuid()),
  investor: optional(z.uuid()),
  industry: optional(z.string().max(60)),
  chain: optional(z.string().max(60)),
  /** 三个一批 */
  batch: optional(z.uuid()),
  /** 签约大会, 展会 */
  event: optional(z.uuid()),
  channel: optional(z.string().max(60)),
  sponsor: optional(z.string().max(60)),
  /** first possible signing day within these days */
  signedFrom: optional(day),
  signedTo: optional(day),
  /** 万元, inclusive below, exclusive above */
  minWan: optional(z.coerce.number().min(0)),
  maxWan: optional(z.coerce.number().min(0)),
  /** 下一步时限 on or before this day, of projects that go on */
  nextStepBy: optional(day),
  /** signed and not started */
  notStarted: optional(z.enum(['1'])),
  /** of the actor's own unit */
  mine: optional(z.enum(['1'])),
})

export type ProjectFilter = z.output<typeof projectFilter>

export const projectSort = optional(z.enum(SORTS)).transform((sort): Sort => sort ?? '-updatedAt')
