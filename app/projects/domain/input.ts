import { z } from 'zod'
import { isDay, parseDayRange, type DayRange } from '~/shared/day'
import { Decimal } from '~/shared/money'
import { halfWidth, tidyName } from '~/shared/text'
import { isUscc } from '~/shared/uscc'
import { PATH, SIDE_STAGES } from './stages'

export const text = (label: string, max: number) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => tidyName(value ?? '') || null)
    .refine((value) => value === null || value.length <= max, `${label}不超过 ${max} 个字`)

export const longText = (label: string, max: number) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => (value ?? '').trim() || null)
    .refine((value) => value === null || value.length <= max, `${label}不超过 ${max} 个字`)

/** A decimal of at most two places as text, so that no cent is lost; null when empty. */
const amount = (label: string, unit: string, max: number) =>
  z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value, context) => {
      const plain = halfWidth(String(value ?? '')).replace(/[,\s]/g, '')
      if (plain === '') return null
      if (/^[-−]\d+(\.\d+)?$/.test(plain)) {
        context.addIssue({ code: 'custom', message: `${label}不能为负数` })
        return z.NEVER
      }
      if (!/^\d+(\.\d+)?$/.test(plain)) {
        context.addIssue({ code: 'custom', message: `${label}请填数字，单位${unit}` })
        return z.NEVER
      }
      const number = new Decimal(plain)
      if (number.decimalPlaces() > 2) {
        context.addIssue({ code: 'custom', message: `${label}最多两位小数` })
        return z.NEVER
      }
      if (number.gt(max)) {
        context.addIssue({ code: 'custom', message: `${label}不超过 ${max} ${unit}` })
        return z.NEVER
      }
      return number.toFixed()
    })

const uscc = z
  .union([z.string(), z.null()])
  .optional()
  .transform(
    (value) =>
      halfWidth(value ?? '')
        .replace(/\s/g, '')
        .toUpperCase() || null,
  )
  .refine((value) => value === null || isUscc(value), '统一社会信用代码应为 18 位且校验位正确')

const id = z
  .union([z.uuid('请从列表中选择'), z.literal(''), z.null()])
  .optional()
  .transform((value) => value || null)

const tick = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', '']), z.null()])
  .optional()
  .transform((value) => value === true || value === 'on' || value === 'true')

export const optionalDay = z
  .union([z.string(), z.null()])
  .optional()
  .transform((value) => (value ?? '').trim() || null)
  .refine((value) => value === null || isDay(value), '日期格式应为 2021-05-31')

/** A project as it is registered and edited: one schema for form, action and API. */
export const projectInput = z.object({
  name: z
    .string({ error: '请填写项目名称' })
    .transform(tidyName)
    .pipe(z.string().min(2, '请填写项目名称（至少 2 个字）').max(200, '项目名称不超过 200 个字')),
  code: text('项目编号', 60),
  investorName: text('投资方', 200),
  investorUscc: uscc,
  origin: text('来源地', 60),
  projectCompany: text('落地法人', 200),
  projectCompanyUscc: uscc,
  industry: text('产业', 60),
  industryCode: text('行业代码', 10).refine(
    (value) => value === null || /^[A-T]?\d{0,4}$/.test(value),
    '行业代码按 GB/T 4754 填写，如 3670',
  ),
  chain: text('产业链', 60),
  content: longText('建设内容', 4000),
  channel: text('来源渠道', 60),
  unitId: z.uuid('请选择登记单位'),
  teamId: id,
  introducedById: id,
  landedAtId: id,
  parkId: id,
  sponsor: text('包保领导', 60),
  chainLeader: text('链长', 60),
  investmentWan: amount('总投资', '万元', 999_999_999_999),
  landMu: amount('用地面积', '亩', 9_999_999_999),
  annualTaxWan: amount('预计年税收', '万元', 999_999_999_999),
  rents: tick,
  ownLand: tick,
  confidential: tick,
  blockingIssue: longText('存在问题', 2000),
  nextStep: longText('下一步工作', 2000),
  nextStepOn: optionalDay,
  remark: longText('备注', 4000),
})

export type ProjectInput = z.output<typeof projectInput>
export type ProjectFormValues = z.input<typeof projectInput>

export const occurred = z
  .union([z.string(), z.null()])
  .optional()
  .transform((value, context): DayRange => {
    const range = parseDayRange(value ?? '')
    if (range) return range
    context.addIssue({ code: 'custom', message: '日期格式应为 2021-05-31 或 2021-05，不详可留空' })
    return z.NEVER
  })

/** A stage event as people record it. 暂缓, 恢复 and 终止 need a reason; whether 容缺 needs both its words, its guards say. */
export const stageEventInput = z
  .object({
    stage: z.enum([...PATH, ...SIDE_STAGES], { error: '请选择阶段' }),
    occurred,
    reason: longText('原因', 1000),
    note: longText('说明', 2000),
    waiverReason: longText('容缺理由', 1000),
    waiverBy: text('容缺批准人', 60),
  })
  .superRefine((value, context) => {
    if (SIDE_STAGES.some((stage) => stage === value.stage) && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请写明原因' })
    }
  })

export type StageEventInput = z.output<typeof stageEventInput>
