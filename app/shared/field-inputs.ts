import { z } from 'zod'
import { isDay } from './day'
import { Decimal } from './money'
import { halfWidth, tidyName } from './text'
import { isUscc } from './uscc'

/** A parameter that may be left out: a box that was sent blank asks for nothing. */
export const blankIsAbsent = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), item.optional())

/** One line of text, tidied; null when blank. */
export const textInput = (label: string, max: number) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => tidyName(value ?? '') || null)
    .refine((value) => value === null || value.length <= max, `${label}不超过 ${max} 个字`)

/** Text of several lines; null when blank. */
export const longTextInput = (label: string, max: number) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => (value ?? '').trim() || null)
    .refine((value) => value === null || value.length <= max, `${label}不超过 ${max} 个字`)

/** A number of more digits is none of ours. */
const MAX_DIGITS = 60

/** A decimal of at most two places as text, so that no cent is lost; null when blank. */
export const decimalInput = (label: string, unit: string, max: number) =>
  z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value, context) => {
      const plain = halfWidth(String(value ?? '')).replace(/[,\s]/g, '')
      if (plain === '') return null
      if (plain.length > MAX_DIGITS) {
        context.addIssue({ code: 'custom', message: `${label}请填数字，单位${unit}` })
        return z.NEVER
      }
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

/** 统一社会信用代码 in half-width capitals; null when blank. */
export const usccInput = () =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform(
      (value) =>
        halfWidth(value ?? '')
          .replace(/\s/g, '')
          .toUpperCase() || null,
    )
    .refine((value) => value === null || isUscc(value), '统一社会信用代码应为 18 位且校验位正确')

/** The id of something picked from a list; null when nothing is. */
export const optionalId = () =>
  z
    .union([z.uuid('请从列表中选择'), z.literal(''), z.null()])
    .optional()
    .transform((value) => value || null)

export const tickInput = () =>
  z
    .union([z.boolean(), z.enum(['on', 'true', 'false', '']), z.null()])
    .optional()
    .transform((value) => value === true || value === 'on' || value === 'true')

/** A day; null when blank. */
export const optionalDay = () =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => (value ?? '').trim() || null)
    .refine((value) => value === null || isDay(value), '日期格式应为 2021-05-31')
