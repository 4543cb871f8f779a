import { z } from 'zod'
import { countInput, decimalInput, optionalId, requiredDay } from '~/shared/field-inputs'
import { Decimal, percent, roundHalfUp } from '~/shared/money'

/** A reduction task as its form gives it. */
export const taskInput = z.object({
  parkId: optionalId(),
  unitId: optionalId(),
  year: countInput('年度', '年', { min: 2000, max: 2100 }),
  targetMu: decimalInput('任务', '亩', 1_000_000).refine(
    (mu): mu is string => mu !== null && Number(mu) > 0,
    '请填写任务',
  ),
  baselineOn: requiredDay('请填写基期'),
})

export interface TaskFigures {
  /** 亩 */
  targetMu: number
  /** of the 三未土地 of the baseline, what is none any more, 亩 */
  reducedMu: number
}

/** How far a task is done: percent with one decimal, null without a target, and the 亩 that are left; never below 0. */
export function taskProgress({ targetMu, reducedMu }: TaskFigures) {
  const left = new Decimal(targetMu).minus(reducedMu)
  return { percent: percent(reducedMu, targetMu), leftMu: left.lt(0) ? 0 : roundHalfUp(left, 2) }
}
