import { z } from 'zod'
import { isRecord, keysOf } from '~/shared/records'
import { energyFaults, type EnergyInput } from './energy/consumption'
import { limitOf } from './energy/limits'
import { PROPOSAL_FIELDS, type ProposalFieldName } from './fields'

/** What a unit of a product uses of energy, in the unit of its limit (`ENERGY_LIMITS`). */
export interface UnitEnergyInput {
  limit: string
  actual: number
}

/** What a proposal says of itself. What is left out is unknown: never zero, never no. */
export interface ScreeningInputs extends Partial<Record<ProposalFieldName, number>> {
  /** GB/T 4754-2017, with or without the letter of the section */
  industryCode?: string
  landUseCode?: string
  /** whether fixedAssetInvestmentWan holds the price of the land */
  investmentIncludesLandPrice?: boolean
  /** 两高 by its products */
  twoHigh?: boolean
  /** by carrier; an empty list is unknown too */
  energy?: readonly EnergyInput[]
  /** what a unit of a product uses, by the id of the GB limit it is held to */
  unitEnergy?: readonly UnitEnergyInput[]
  /** by the id of the veto: true where it is hit, false where it was looked into and is not */
  vetoes?: Readonly<Record<string, boolean>>
  /** judgements by the id of the criterion: the chosen value of its table */
  ratings?: Readonly<Record<string, string>>
}

const amount = ({ label, max }: { label: string; max: number }) =>
  z
    .number(`${label}请填数字`)
    .min(0, `${label}不能为负数`)
    .max(max, `${label}不超过 ${max.toLocaleString('en')}`)
    .nullish()
    .transform((value) => value ?? undefined)

const code = (label: string) =>
  z
    .string(`${label}请填文字`)
    .trim()
    .max(20, `${label}不超过 20 个字`)
    .nullish()
    .transform((value) => value || undefined)

const energyInput = z.strictObject({
  carrier: z.string().min(1).max(40),
  amount: z.number('能源消费量请填数字').min(0, '能源消费量不能为负数').max(1e13, '能源消费量过大'),
  unit: z.string().min(1).max(20),
})

// A converter gives energy back: less than zero is a number too.
const unitEnergyInput = z.strictObject({
  limit: z.string().refine((id) => limitOf(id) !== undefined, '没有这一项能耗限额'),
  actual: z.number('单位产品能耗请填数字').min(-1e6, '单位产品能耗过小').max(1e6, '单位产品能耗过大'),
})

const yesOrNo = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined)

const KEY = z.string().min(1).max(60)

const numbers = Object.fromEntries(keysOf(PROPOSAL_FIELDS).map((name) => [name, amount(PROPOSAL_FIELDS[name])]))

/** The inputs as a client sends them; null stands for left out. What it does not know is kept, and warned of. */
export const screeningInputs = z
  .looseObject({
    ...(numbers as Record<ProposalFieldName, ReturnType<typeof amount>>),
    industryCode: code('行业代码').refine((value) => !value || /^[A-T]?\d{0,4}$/.test(value), {
      message: '行业代码为国民经济行业分类的字母和至多四位数字，如 C3511',
    }),
    landUseCode: code('用地性质'),
    investmentIncludesLandPrice: yesOrNo,
    twoHigh: yesOrNo,
    energy: z
      .array(energyInput)
      .max(50, '能源种类不超过 50 种')
      .superRefine((entries, context) => {
        for (const { path, message } of energyFaults(entries, ''))
          context.addIssue({ code: 'custom', message, path: path.split('.').filter(Boolean) })
      })
      .nullish()
      .transform((value) => value ?? undefined),
    unitEnergy: z
      .array(unitEnergyInput)
      .max(20, '单位产品能耗不超过 20 项')
      .nullish()
      .transform((value) => value ?? undefined),
    vetoes: z
      .record(KEY, z.boolean().nullable())
      .nullish()
      .transform((given) => known(given)),
    ratings: z
      .record(KEY, z.string().max(60).nullable())
      .nullish()
      .transform((given) => known(given)),
  })
  .transform((given): ScreeningInputs => present(given))

function known<Value>(given: Record<string, Value | null> | null | undefined): Record<string, Value> | undefined {
  if (!given) return undefined
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  )
}

function present<Given extends object>(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given
}

/** A proposal in a file: the inputs themselves, or with the rule set beside them. */
export const screeningFile = z.preprocess(
  (content) => (isRecord(content) && isRecord(content.inputs) ? content : { inputs: content }),
  z.object({ ruleSetId: z.string().max(60).optional(), inputs: screeningInputs }),
)
