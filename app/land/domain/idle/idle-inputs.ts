import { z } from 'zod'
import { decimalInput, longTextInput, optionalDay, requiredDay, textInput } from '~/shared/field-inputs'

/** A delay that the government caused, as its form gives it. */
export const delayInput = z
  .object({
    from: requiredDay('请填写从哪一天起'),
    to: optionalDay(),
    reason: longTextInput('原因', 500).refine((value): value is string => value !== null, '请写明原因'),
    document: textInput('文件号', 100).refine((value): value is string => value !== null, '请填写文件号'),
  })
  .refine(({ from, to }) => to === null || to >= from, { path: ['to'], message: '不能早于开始的一天' })

/** When a delay that went on ended. */
export const delayEndInput = z.object({ to: requiredDay('请填写到哪一天止') })

/** How far a plot is built on, as seen on a day. */
export const progressInput = z
  .object({
    on: requiredDay('请填写核查日期'),
    startedMu: decimalInput('已动工面积', '亩', 1_000_000),
    investedPercent: decimalInput('已投资额占比', '%', 100),
    stoppedOn: optionalDay(),
    note: longTextInput('说明', 500),
  })
  .refine(({ startedMu, investedPercent }) => startedMu !== null || investedPercent !== null, {
    path: ['startedMu'],
    message: '已动工面积和已投资额占比至少填一项',
  })
  .refine(({ on, stoppedOn }) => stoppedOn === null || stoppedOn <= on, {
    path: ['stoppedOn'],
    message: '不能晚于核查日期',
  })
