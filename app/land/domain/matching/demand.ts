import { z } from 'zod'
import { blankIsAbsent, decimalInput, listInput } from '~/shared/field-inputs'
import { LAND_USE_NAMES } from '../land-uses'

/** What a project needs of land. What is not known is null, and judged as unknown. */
export interface Demand {
  /** 亩; null: it asks for no land */
  mu: number | null
  /** m² of factory floor; null: it asks for none */
  m2: number | null
  /** codes that will do; empty: any industrial or logistics land */
  landUses: readonly string[]
  /** the park that the project or the asker names */
  parkId: string | null
  /** 产业链 */
  chain: string | null
  /** 万元, fixed assets as far as known */
  investmentWan: number | null
}

const INDUSTRIAL = /^(1001|1101)/

/** Whether a plot of this use will do. */
export const suitsUse = (landUses: readonly string[], code: string): boolean =>
  landUses.length === 0 ? INDUSTRIAL.test(code) : landUses.some((asked) => code.startsWith(asked))

const wan = blankIsAbsent(
  decimalInput('投资额', '万元', 100_000_000).transform((value) => (value === null ? undefined : Number(value))),
)
const mu = blankIsAbsent(
  decimalInput('用地', '亩', 100_000)
    .transform((value) => (value === null ? undefined : Number(value)))
    .refine((value) => value === undefined || value > 0, '用地应大于 0 亩'),
)

const m2 = blankIsAbsent(
  decimalInput('厂房', '㎡', 1_000_000)
    .transform((value) => (value === null ? undefined : Number(value)))
    .refine((value) => value === undefined || value > 0, '厂房应大于 0 ㎡'),
)

/** What the asker says otherwise than the project's record, by the names of the address. */
export const demandInput = z.object({
  mu,
  m2,
  landUse: listInput(z.string().refine((code) => code in LAND_USE_NAMES, '没有这种用地性质')),
  park: blankIsAbsent(z.uuid()),
  investmentWan: wan,
})

export type DemandInput = z.output<typeof demandInput>
