import { z } from 'zod'
import { countInput, decimalInput, optionalDay, optionalId, requiredDay, textInput } from '~/shared/field-inputs'
import { halfWidth, tidyName } from '~/shared/text'
import { seenVersion } from '~/shared/versions'
import { LAND_USE_NAMES } from '../land-uses'
import { PLOT_STATUSES } from '../status/status'

const required = (label: string, max: number) =>
  z
    .string({ error: `请填写${label}` })
    .transform(tidyName)
    .pipe(z.string().min(1, `请填写${label}`).max(max, `${label}不超过 ${max} 个字`))

/** 宗地号 of a plot that is made. */
const code = z
  .string({ error: '请填写宗地号' })
  .transform((text) => halfWidth(text).replace(/\s/g, ''))
  .pipe(z.string().min(1, '请填写宗地号').max(40, '宗地号不超过 40 个字'))

/** The paper and the day that every change of ground names. */
const paper = {
  document: required('文件号', 60),
  on: requiredDay('请填写日期'),
}

const side = z.coerce.number({ error: '请选择一条边' }).int('请选择一条边').min(0, '请选择一条边').max(100_000)

/** More parts than these nobody makes in one go. */
const MOST_PARTS = 20

const muToCut = decimalInput('面积', '亩', 1_000_000).transform((value, context) => {
  const mu = Number(value ?? 0)
  if (mu > 0) return mu
  context.addIssue({ code: 'custom', message: '请填写要切出多少亩' })
  return z.NEVER
})

/** How a plot is to be divided, as the address of the preview says it. */
export const divisionAsk = z.discriminatedUnion('way', [
  z.object({ way: z.literal('equal'), side, count: countInput('份数', '份', { min: 2, max: MOST_PARTS }) }),
  z.object({ way: z.literal('cut'), side, mu: muToCut }),
  z.object({
    way: z.literal('line'),
    line: z.string({ error: '请填写分割线的点' }).trim().min(1, '请填写分割线的点').max(6000, '分割线的点太多'),
  }),
])

export type DivisionAsk = z.output<typeof divisionAsk>

export const divideInput = seenVersion.extend({
  ...paper,
  codes: z.array(code).min(2).max(MOST_PARTS),
  /** which part keeps the hold, from 0 */
  keeper: z.coerce.number().int().min(0).max(MOST_PARTS).nullish(),
})

/** Plots that one merging makes one of. */
export const MOST_MERGED = 30

export const mergeInput = z.object({
  ...paper,
  code,
  parents: z
    .array(seenVersion.extend({ id: z.uuid() }))
    .min(2, '请至少选择一个相邻的地块')
    .max(MOST_MERGED, `一次最多合并 ${MOST_MERGED} 个地块`)
    .refine((plots) => new Set(plots.map(({ id }) => id)).size === plots.length, '同一个地块选了两次'),
})

const points = z.string({ error: '请填写界址点' }).trim().min(1, '请填写界址点').max(200_000, '界址点太多，请用导入')

export const redrawInput = seenVersion.extend({ ...paper, code, points })

export const drawInput = z.object({
  ...paper,
  code,
  points,
  name: textInput('地块名称', 100),
  parkId: optionalId(),
  landUseCode: z
    .union([z.string().refine((text) => text === '' || text in LAND_USE_NAMES, '请从列表中选择'), z.null()])
    .optional()
    .transform((text) => text || null),
  status: z.enum(PLOT_STATUSES, { error: '请选择状态' }),
  statusFrom: optionalDay(),
})
