import { z } from 'zod'
import { isDay, type Day } from '~/shared/day'
import { LAND_USE_NAMES } from '../land-uses'
import { QUOTA_SOURCES } from '../plot'
import { PLOT_STATUSES } from '../status/status'

/** west, south, east, north in degrees; west lies east of east where the box crosses the date line */
export type LonLatBox = readonly [number, number, number, number]

/** Days from–to, both inside; null: open. */
export interface DayRange {
  from: Day | null
  to: Day | null
}

const NUMBER = /^[+-]?\d{1,12}(\.\d{1,30})?$/

/** `bbox` of OGC API – Features: four numbers, or six of which heights are left out. */
export const boxInput = z.string().transform((text, ctx): LonLatBox => {
  const parts = text.split(',').map((part) => part.trim())
  const numbers = parts.map(Number)
  const [west = 0, south = 0, third = 0, fourth = 0, fifth = 0] = numbers
  const [east, north] = numbers.length === 6 ? [fourth, fifth] : [third, fourth]
  if (![4, 6].includes(parts.length) || !parts.every((part) => NUMBER.test(part)) || south > north) {
    ctx.addIssue({ code: 'custom', message: '范围应为“西,南,东,北”四个数（或带高程的六个数）' })
    return z.NEVER
  }
  return [west, south, east, north]
})

/** `datetime` of OGC API – Features: an instant, or an interval whose ends may be open (`..` or nothing). */
export const dayRangeInput = z.string().transform((text, ctx): DayRange => {
  const ends = text.split('/')
  const [from, to] = ends.length === 1 ? [dayOf(text), dayOf(text)] : ends.map((end) => endOf(end))
  const isOpen = from === null && to === null && ends.length === 2
  if (
    ends.length > 2 ||
    from === undefined ||
    to === undefined ||
    (from !== null && to !== null && from > to) ||
    (isOpen && text === '')
  ) {
    ctx.addIssue({
      code: 'custom',
      message: '时间应为 2025-01-01、2025-01-01T00:00:00Z，或用“/”隔开的区间，开放的一端写“..”',
    })
    return z.NEVER
  }
  return { from, to }
})

const endOf = (text: string): Day | null | undefined => (text === '' || text === '..' ? null : dayOf(text))

/** The day of a date or of a moment in Shanghai; undefined where it is neither. */
function dayOf(text: string): Day | undefined {
  if (isDay(text)) return text
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
}

const word = z.string().min(1).max(100)

/** Properties of a plot that other tools may ask for by equality, under the names that its features carry. */
export const PLOT_PROPERTIES = {
  code: word.describe('宗地号'),
  name: word.describe('名称'),
  park: word.describe('园区名称'),
  status: z.enum(PLOT_STATUSES).describe('状态'),
  landUse: z.enum(Object.keys(LAND_USE_NAMES)).describe('用地用海分类代码'),
  quotaSource: z.enum(QUOTA_SOURCES).describe('指标来源'),
  free: z.enum(['true', 'false']).describe('未被占用（锁定至交地）'),
}

/** Properties of a park that other tools may ask for by equality. */
export const PARK_PROPERTIES = { name: word.describe('园区名称'), unit: word.describe('管委会名称') }
