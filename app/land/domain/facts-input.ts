import { z } from 'zod'
import { decimalInput, optionalDay, optionalId, textInput } from '~/shared/field-inputs'
import { seenVersion } from '~/shared/versions'
import { LAND_USE_NAMES } from './land-uses'
import { QUOTA_SOURCES } from './plot'

/** The facts of a plot that its form asks for, by their labels; the log calls them so too. */
export const PLOT_FACT_LABELS = {
  name: '地块名称',
  parkId: '园区',
  landUseCode: '用地性质',
  quotaSource: '指标来源',
  minFar: '容积率下限',
  maxFar: '容积率上限',
  minDensity: '建筑密度下限（%）',
  maxGreen: '绿地率上限（%）',
  startPriceWan: '起始价（万元/亩）',
  contractOn: '合同日期',
  contractPriceWan: '合同价款（万元）',
  startDueOn: '约定动工日',
} as const

export type PlotFact = keyof typeof PLOT_FACT_LABELS

const blankIsNull = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), item.nullable())

/** What the land office says of a plot beside its number, area, drawing and status. */
export const plotFactsInput = z
  .object({
    ...seenVersion.shape,
    name: textInput('地块名称', 100),
    parkId: optionalId(),
    landUseCode: blankIsNull(z.string().refine((code) => code in LAND_USE_NAMES, '请从列表中选择')),
    quotaSource: blankIsNull(z.enum(QUOTA_SOURCES, { error: '请从列表中选择' })),
    minFar: decimalInput('容积率', '倍', 100),
    maxFar: decimalInput('容积率', '倍', 100),
    minDensity: decimalInput('建筑密度', '%', 100),
    maxGreen: decimalInput('绿地率', '%', 100),
    startPriceWan: decimalInput('起始价', '万元/亩', 100_000),
    contractOn: optionalDay(),
    contractPriceWan: decimalInput('合同价款', '万元', 100_000_000),
    startDueOn: optionalDay({ ahead: true }),
  })
  .refine(({ minFar, maxFar }) => !minFar || !maxFar || Number(minFar) <= Number(maxFar), {
    path: ['maxFar'],
    message: '容积率上限不能小于下限',
  })
  .refine(({ contractOn, startDueOn }) => !contractOn || !startDueOn || contractOn <= startDueOn, {
    path: ['startDueOn'],
    message: '约定动工日不能早于合同日期',
  })

export type PlotFacts = Omit<z.output<typeof plotFactsInput>, 'version'>
