import { z } from 'zod'
import { decimalInput, longTextInput, optionalDay, textInput } from '~/shared/field-inputs'
import { Decimal } from '~/shared/money'
import { isKeyOf, keysOf, recordOf } from '~/shared/records'
import { ENERGY_CARRIERS, type EnergyCarrierId } from './energy/carriers'
import { PROPOSAL_FIELDS, type ProposalFieldName } from './fields'
import type { EnergyInput, ScreeningInputs } from './inputs'

export const DEPTHS = ['quick', 'full'] as const
export type ScreeningDepth = (typeof DEPTHS)[number]
export const DEPTH_NAMES: Record<ScreeningDepth, string> = { quick: '速判', full: '完整预审' }

export const STATES = ['draft', 'concluded'] as const
export type ScreeningState = (typeof STATES)[number]
export const STATE_NAMES: Record<ScreeningState, string> = { draft: '填报中', concluded: '已出具结论' }

/** The numbers of a quick look; energy beside them. */
export const QUICK_FIELDS = [
  'landMu',
  'farFloorAreaM2',
  'fixedAssetInvestmentWan',
  'annualOutputWan',
  'annualAddedValueWan',
  'annualTaxWan',
  'staff',
] as const satisfies readonly ProposalFieldName[]

/** In which unit a form asks for each carrier, as people count it. */
export const FORM_UNITS = {
  electricity: '万kWh',
  rawCoal: 't',
  washedCoal: 't',
  coke: 't',
  naturalGas: '万m3',
  diesel: 't',
  gasoline: 't',
  fuelOil: 't',
  lpg: 't',
  steam: 'GJ',
} as const satisfies Partial<Record<EnergyCarrierId, string>>

export type FormCarrier = keyof typeof FORM_UNITS
export const FORM_CARRIERS = keysOf(FORM_UNITS)
export const QUICK_CARRIERS = ['electricity', 'rawCoal', 'naturalGas'] as const satisfies readonly FormCarrier[]

/** How units read on a page. */
export const UNIT_NAMES: Record<string, string> = { 万kWh: '万千瓦时', t: '吨', 万m3: '万立方米', GJ: '吉焦' }

/** What is looked into before the committee meets (尽职调查), each with its source and day. */
export const DUE_DILIGENCE = {
  paidInCapital: '实缴资本',
  revenue: '近三年营业收入',
  tax: '近三年纳税',
  litigation: '诉讼、仲裁',
  dishonesty: '失信、行政处罚',
  holders: '股东与实际控制人',
} as const
export type DueDiligenceItem = keyof typeof DUE_DILIGENCE

const finding = z
  .object({ value: longTextInput('内容', 500), source: textInput('来源', 100), on: optionalDay() })
  .partial()
  .optional()

/** What the committee reads beside the numbers. */
export const dossierSchema = z.object({
  products: longTextInput('产品和规模', 1000),
  investmentParts: longTextInput('投资构成', 1000),
  taxParts: longTextInput('税收构成', 500),
  constructionFrom: optionalDay({ ahead: true }),
  producingFrom: optionalDay({ ahead: true }),
  fullFrom: optionalDay({ ahead: true }),
  dueDiligence: z
    .object(recordOf(keysOf(DUE_DILIGENCE), () => finding))
    .partial()
    .optional(),
})
export type Dossier = z.output<typeof dossierSchema>

const asNumber = (value: string | null) => (value === null ? undefined : Number(value))

const numberFields = recordOf(keysOf(PROPOSAL_FIELDS), (name) =>
  decimalInput(PROPOSAL_FIELDS[name].label, PROPOSAL_FIELDS[name].unit, PROPOSAL_FIELDS[name].max).transform(asNumber),
)

const carrierFields = recordOf(FORM_CARRIERS, (carrier) =>
  decimalInput(ENERGY_CARRIERS[carrier].label, UNIT_NAMES[FORM_UNITS[carrier]] ?? FORM_UNITS[carrier], 1e9).transform(
    asNumber,
  ),
)

/** A tick that is neither set nor unset is unknown. */
const yesNo = z
  .union([z.enum(['yes', 'no', '']), z.null()])
  .optional()
  .transform((value) => (value === 'yes' ? true : value === 'no' ? false : undefined))

const CODE = /^[A-T]?\d{0,4}$/

const several = (item: z.ZodString) =>
  z
    .union([z.array(item), item])
    .optional()
    .transform((given) => [...new Set([given ?? []].flat().filter((one) => one !== ''))])

/** More rule sets than these judge no proposal at once. */
export const RULE_SETS_AT_ONCE = 6

/** The form of a screening; the quick look's is the same with fewer boxes. */
export const screeningForm = z.object({
  ...numberFields,
  industryCode: textInput('行业代码', 10).refine((value) => value === null || CODE.test(value), '行业代码如 C3511'),
  landUseCode: textInput('用地性质', 6),
  investmentIncludesLandPrice: yesNo,
  twoHigh: yesNo,
  energy: z.object(carrierFields).partial().optional(),
  vetoes: z.record(z.string().max(60), yesNo).optional(),
  ratings: z.record(z.string().max(60), z.string().max(60)).optional(),
  ruleSets: several(z.string().max(60)).refine(
    (ids) => ids.length >= 1 && ids.length <= RULE_SETS_AT_ONCE,
    '请选择一到六个规则集',
  ),
  dossier: dossierSchema.partial().optional(),
})
export type ScreeningForm = z.output<typeof screeningForm>
export type ScreeningFormInput = z.input<typeof screeningForm>

/** The inputs that a form says; what was left blank stays out. */
export function inputsOf(form: Omit<ScreeningForm, 'ruleSets' | 'dossier'>): ScreeningInputs {
  const numbers = Object.fromEntries(keysOf(PROPOSAL_FIELDS).flatMap((name) => entry(name, form[name])))
  const energy = FORM_CARRIERS.flatMap((carrier): EnergyInput[] => {
    const amount = form.energy?.[carrier]
    return amount === undefined ? [] : [{ carrier, amount, unit: FORM_UNITS[carrier] }]
  })
  const vetoes = Object.fromEntries(Object.entries(form.vetoes ?? {}).flatMap(([id, hit]) => entry(id, hit)))
  const ratings = Object.fromEntries(Object.entries(form.ratings ?? {}).filter(([, choice]) => choice !== ''))
  return {
    ...numbers,
    ...Object.fromEntries(entry('industryCode', form.industryCode ?? undefined)),
    ...Object.fromEntries(entry('landUseCode', form.landUseCode ?? undefined)),
    ...Object.fromEntries(entry('investmentIncludesLandPrice', form.investmentIncludesLandPrice)),
    ...Object.fromEntries(entry('twoHigh', form.twoHigh)),
    ...(energy.length > 0 ? { energy } : {}),
    ...(Object.keys(vetoes).length > 0 ? { vetoes } : {}),
    ...(Object.keys(ratings).length > 0 ? { ratings } : {}),
  }
}

const entry = <Value>(name: string, value: Value | undefined): [string, Value][] =>
  value === undefined ? [] : [[name, value]]

const yesNoText = (value: boolean | undefined): 'yes' | 'no' | '' => (value === undefined ? '' : value ? 'yes' : 'no')

/** What the boxes hold for these inputs: the way back of `inputsOf`. Energy in other units is turned into the form's. */
export function formValuesOf(inputs: ScreeningInputs) {
  return {
    ...recordOf(keysOf(PROPOSAL_FIELDS), (name) => (inputs[name] === undefined ? '' : String(inputs[name]))),
    industryCode: inputs.industryCode ?? '',
    landUseCode: inputs.landUseCode ?? '',
    investmentIncludesLandPrice: yesNoText(inputs.investmentIncludesLandPrice),
    twoHigh: yesNoText(inputs.twoHigh),
    energy: recordOf(FORM_CARRIERS, (carrier) => energyText(inputs.energy ?? [], carrier)),
    vetoes: Object.fromEntries(Object.entries(inputs.vetoes ?? {}).map(([id, hit]) => [id, yesNoText(hit)])),
    ratings: { ...inputs.ratings },
  }
}

function energyText(entries: readonly EnergyInput[], carrier: FormCarrier): string {
  const own = entries.filter((one) => one.carrier === carrier)
  if (own.length === 0) return ''
  const units: Readonly<Record<string, number>> = ENERGY_CARRIERS[carrier].units
  const formUnit = units[FORM_UNITS[carrier]] ?? 1
  return own
    .reduce(
      (sum, { amount, unit }) => sum.plus(new Decimal(amount).times(units[unit] ?? 0).div(formUnit)),
      new Decimal(0),
    )
    .toDecimalPlaces(6)
    .toString()
}

interface Recorded {
  landMu: Decimal.Value | null
  investmentWan: Decimal.Value | null
  annualTaxWan: Decimal.Value | null
  industryCode: string | null
}

/** What a project's record already says of the proposal; `chainFit` in points of 100 where the chains tell it. */
export function proposalOf(project: Recorded, chainFit: number | null): ScreeningInputs {
  const number = (value: Decimal.Value | null) => (value === null ? undefined : new Decimal(value).toNumber())
  return Object.fromEntries([
    ...entry('landMu', number(project.landMu)),
    ...entry('totalInvestmentWan', number(project.investmentWan)),
    ...entry('annualTaxWan', number(project.annualTaxWan)),
    ...entry('industryCode', project.industryCode ?? undefined),
    ...entry('chainFit', chainFit ?? undefined),
  ])
}

/** A path of the inputs as people name it. */
export function fieldLabel(path: string): string {
  const [head = '', second] = path.split('.')
  if (isKeyOf(PROPOSAL_FIELDS, head)) return PROPOSAL_FIELDS[head].label
  if (head === 'energy') return second === undefined ? '能源消费' : '能源消费量'
  return { industryCode: '行业代码', landUseCode: '用地性质', vetoes: '否决项', ratings: '评判' }[head] ?? path
}

/** What starting a screening asks. */
export const startInput = z.object({ depth: z.enum(DEPTHS, '请选择深度'), ruleSets: screeningForm.shape.ruleSets })

/** Lets a threshold be missed (一事一议). */
export const exceptionInput = z.object({
  criterion: z.string().min(1).max(60),
  allowedBy: textInput('谁同意', 60).refine((value) => value !== null, '请填写是谁同意的'),
  reason: longTextInput('理由', 500).refine((value) => value !== null, '请填写理由'),
  document: textInput('文号', 100),
})

export const noteInput = z.object({ note: longTextInput('说明', 500) })
export const reopenInput = z.object({
  reason: longTextInput('原因', 500).refine((value) => value !== null, '请填写原因'),
})
