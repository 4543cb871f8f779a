import { z } from 'zod'
import { blankIsAbsent, longTextInput, optionalId, textInput } from '~/shared/field-inputs'
import { nameInput } from './chain'

/** How far a unit has come with a company that would fill a gap. */
export const TARGET_STATES = ['open', 'contacted', 'talking', 'registered', 'dropped'] as const
export type TargetState = (typeof TARGET_STATES)[number]

export const TARGET_STATE_NAMES: Record<TargetState, string> = {
  open: '待接触',
  contacted: '已接触',
  talking: '洽谈中',
  registered: '已登记项目',
  dropped: '暂不跟进',
}

/** A target company of a node as its form gives it. */
export const targetInput = z.object({
  name: nameInput('企业名称', 200),
  region: textInput('所在地', 60),
  reason: longTextInput('招引理由', 1000),
  unitId: optionalId(),
  state: z.enum(TARGET_STATES, { error: '请选择状态' }),
})

export type TargetInput = z.output<typeof targetInput>

/** What the list of target companies is asked for, by the names of its address. */
export const targetFilter = z.object({
  q: blankIsAbsent(z.string().trim().max(100, '搜索词不超过 100 个字')),
  chain: blankIsAbsent(z.uuid()),
  unit: blankIsAbsent(z.uuid()),
  state: blankIsAbsent(z.enum(TARGET_STATES)),
  /** of nodes that nobody fills yet */
  gap: blankIsAbsent(z.enum(['1'])),
})

export type TargetFilter = z.output<typeof targetFilter>
