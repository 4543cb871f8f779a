import { z } from 'zod'
import { blankIsAbsent, decimalInput, listInput } from '~/shared/field-inputs'
import { FACTORY_STATES } from './factory'

const atLeast = (label: string, unit: string) =>
  blankIsAbsent(
    decimalInput(label, unit, 10_000_000).transform((value) => (value === null ? undefined : Number(value))),
  )

/** What is asked of floors, by the names of the address: page and API share them. */
export const factoryFilter = z.object({
  q: blankIsAbsent(z.string().trim().max(60, '搜索词不超过 60 个字')),
  park: blankIsAbsent(z.uuid()),
  state: listInput(z.enum(FACTORY_STATES)),
  minM2: atLeast('面积', '㎡'),
  maxM2: atLeast('面积', '㎡'),
  minHeight: atLeast('层高', 'm'),
  plot: blankIsAbsent(z.uuid()),
})

export type FactoryFilter = Partial<z.output<typeof factoryFilter>>

export const FACTORY_FILTER_LABELS: Record<keyof FactoryFilter, string> = {
  q: '楼栋',
  park: '园区',
  state: '状态',
  minM2: '面积不低于',
  maxM2: '面积不高于',
  minHeight: '层高不低于',
  plot: '所在地块',
}
