import { z } from 'zod'
import type { SpecialDay } from '~/shared/working-days'
import { LONGEST_LIST, readYearList, type ListFault } from './year-list'

/** Years whose fixed holidays are known, so that a list can be checked against them. */
export const calendarYear = z.coerce.number().int().min(2000).max(2099)

const MOST_FAULTS_TOLD = 6

/** A year's list as it is pasted. */
export const yearListInput = z
  .object({
    year: calendarYear,
    list: z.string('请填写放假安排').max(LONGEST_LIST, '放假安排过长，请只保留日期'),
  })
  .transform(({ year, list }, context): { year: number; days: SpecialDay[] } => {
    const { days, faults } = readYearList(list, year)
    if (faults.length > 0) context.addIssue({ code: 'custom', path: ['list'], message: faultWords(faults) })
    return { year, days }
  })

export type YearList = z.output<typeof yearListInput>

/** A fault a line; they are one message, because they are about one box. */
function faultWords(faults: readonly ListFault[]): string {
  const told = faults.slice(0, MOST_FAULTS_TOLD)
  const words = told.map(({ line, message }) => (line ? `第 ${line} 行：${message}` : message))
  const more = faults.length - told.length
  return [...words, ...(more > 0 ? [`另有 ${more} 行有误`] : [])].join('\n')
}
