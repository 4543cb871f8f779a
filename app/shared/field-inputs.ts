import { z } from 'zod'
import { businessDay, UNKNOWN_DAY, type Day, type DayRange } from './day'
import { Decimal } from './money'
import { halfWidth, tidyName } from './text'
import type { Note } from './understood'
import { isUscc } from './uscc'
import { readDay, readDayRange } from './written-day'
import { parseNumber, parseQuantity } from './written-quantity'

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

/** Words with 、, commas, semicolons or blanks between, each once; a list is taken as it is. */
export const wordsInput = (label: string, { most, max }: { most: number; max: number }) =>
  z
    .union([z.string(), z.array(z.string()), z.null()])
    .optional()
    .transform((given) => [
      ...new Set(
        [given ?? []]
          .flat()
          .flatMap((text) => text.split(/[、,，;；\s]+/))
          .filter(Boolean),
      ),
    ])
    .refine((words) => words.length <= most, `${label}不超过 ${most} 个`)
    .refine((words) => words.every((word) => word.length <= max), `每个${label}不超过 ${max} 个字`)

/** Text of several lines; null when blank. */
export const longTextInput = (label: string, max: number) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value) => (value ?? '').trim() || null)
    .refine((value) => value === null || value.length <= max, `${label}不超过 ${max} 个字`)

/** How a form says what is wrong with a number; other faults say it themselves. */
function quantityFault({ code, message }: Note, label: string, unit: string): string {
  if (code.endsWith('Unreadable')) return `${label}请填数字，单位${unit}`
  return code.endsWith('Negative') ? `${label}不能为负数` : message
}

/**
 * A decimal of at most two places as text, so that no cent is lost; null when blank. Text is read as an import reads it
 * (1.2亿, ５０ 亩, 2公顷); a number is exact already and must fit.
 */
export const decimalInput = (label: string, unit: string, max: number) =>
  z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value, context) => {
      const refuse = (message: string) => {
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }
      if (typeof value === 'number' && new Decimal(value).decimalPlaces() > 2) return refuse(`${label}最多两位小数`)
      const { value: read, notes } = parseQuantity(String(value ?? ''), unit, label)
      const fault = notes.find(({ level }) => level === 'error')
      if (fault) return refuse(quantityFault(fault, label, unit))
      if (read === null) return null
      return new Decimal(read).gt(max) ? refuse(`${label}不超过 ${max} ${unit}`) : read
    })

/** A whole number of `unit` up to `max`, as people write it (１８０, 180 天). */
export const countInput = (label: string, unit: string, { min = 0, max }: { min?: number; max: number }) =>
  z.union([z.string(), z.number()], { error: `请填写${label}` }).transform((value, context) => {
    const count = Number(parseNumber(String(value), unit).value ?? NaN)
    if (Number.isInteger(count) && count >= min && count <= max) return count
    const message = `${label}请填 ${min} 到 ${max} 的整数，单位${unit}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
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

interface DayAsked {
  /** it is to come: 3月5日 is the next, not the last */
  ahead?: true
  /** of a month or year the first or last day is meant; else they are refused */
  wanted?: 'first' | 'last'
}

/** How a form says that it cannot read a day at all; other faults say it themselves. */
const DAY_EXAMPLE = '日期格式应为 2021-05-31'
const dayFault = ({ code, message }: Note, example = DAY_EXAMPLE) => (code === 'dayUnreadable' ? example : message)

/** A form is filled in today, wherever its schema runs. */
const today = () => businessDay(new Date())

function dayIn(text: string, context: z.RefinementCtx, asked: DayAsked): Day | null {
  const { value, notes } = readDay(text, { ...asked, today: today() })
  const fault = notes.find(({ level }) => level === 'error')
  if (!fault) return value
  context.addIssue({ code: 'custom', message: dayFault(fault) })
  return z.NEVER
}

/** A day as people write it (2024.3.5, 24.3.5, 3月5日); null when blank. */
export const optionalDay = (asked: DayAsked = {}) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value, context) => dayIn(value ?? '', context, asked))

/** A day as people write it, which must be given: `missing` says so. */
export const requiredDay = (missing = '请填写日期', asked: DayAsked = {}) =>
  z.string({ error: missing }).transform((value, context): Day => {
    const before = context.issues.length
    const day = dayIn(value, context, asked)
    if (day !== null || context.issues.length > before) return day ?? z.NEVER
    context.addIssue({ code: 'custom', message: missing })
    return z.NEVER
  })

/** When something happened: a day, month, year or stretch of one, as people write it; unknown when blank. */
export const dayRangeInput = () =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((value, context): DayRange => {
      const { value: range, notes } = readDayRange(value ?? '', { today: today() })
      const fault = notes.find(({ level }) => level === 'error')
      if (!fault) return range ?? UNKNOWN_DAY
      context.addIssue({ code: 'custom', message: dayFault(fault, '日期格式应为 2021-05-31 或 2021-05，不详可留空') })
      return z.NEVER
    })

/** Of more values in one address nobody asks. */
const MOST_ASKED = 100

/** Several values of one parameter: repeated, or with commas between; none when blank. */
export const listInput = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (value === undefined || value === '' || value === null) return []
    return (Array.isArray(value) ? value : String(value).split(',', MOST_ASKED + 1)).slice(0, MOST_ASKED + 1)
  }, z.array(item).max(MOST_ASKED))
