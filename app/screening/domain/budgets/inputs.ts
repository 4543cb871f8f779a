import { z } from 'zod'
import {
  blankIsAbsent,
  countInput,
  decimalInput,
  longTextInput,
  optionalDay,
  optionalId,
  textInput,
} from '~/shared/field-inputs'
import { seenVersion } from '~/shared/versions'
import { BUDGET_KINDS } from './budget'

export const BUDGET_LABELS = {
  kind: '指标',
  parkId: '范围',
  year: '年度',
  amount: '数量',
  document: '文件号',
} as const

const kind = z.enum(BUDGET_KINDS, '请选择指标')
const MOST = 100_000_000
const YEARS = { min: 2000, max: 2100 }
const year = countInput('年度', '年', YEARS)
const amount = decimalInput('数量', '吨', MOST)

/** A budget as its form gives it. */
export const budgetInput = z.object({
  ...seenVersion.shape,
  kind,
  parkId: optionalId(),
  year,
  amount: amount.refine((value): value is string => value !== null, '请填写数量'),
  document: textInput('文件号', 100),
})
export type BudgetInput = z.output<typeof budgetInput>

/** Which budget an address means. */
export const budgetAddress = z.object({
  kind,
  year,
  park: blankIsAbsent(z.uuid('没有这个园区')),
})

const positive = amount.refine((value): value is string => value !== null && Number(value) > 0, '请填写大于 0 的数量')

/** What a project asks for. */
export const askInput = z.object({
  kind,
  year,
  amount: positive,
  /** production begins: a month as people write it, its first day */
  producesOn: optionalDay({ ahead: true, wanted: 'first' }),
  note: longTextInput('说明', 300),
})
export type AskInput = z.output<typeof askInput>

/** What the county promises of it. */
export const promiseInput = z.object({
  ...seenVersion.shape,
  amount: positive,
  document: textInput('文件号', 100),
  allowedBy: textInput('谁同意', 40),
  reason: longTextInput('超出的理由', 300),
})
export type PromiseInput = z.output<typeof promiseInput>

/** What is given back: withdrawn before a promise, released after it. */
export const releaseInput = z.object({
  ...seenVersion.shape,
  releaseReason: z.string('请填写原因').trim().min(1, '请填写原因').max(300, '原因不超过 300 个字'),
})
export type ReleaseInput = z.output<typeof releaseInput>

/** The year that an address asks for; null where it asks for none that can be. */
export function budgetYear(asked: string | null): number | null {
  const read = year.safeParse(asked ?? '')
  return read.success ? read.data : null
}
