import { z } from 'zod'
import { textInput } from '~/shared/field-inputs'
import { Decimal } from '~/shared/money'
import { isRecord, keysOf, recordOf } from '~/shared/records'
import { parseNumber, parseQuantity } from '~/shared/written-quantity'
import { ENERGY_CARRIERS, type EnergyCarrierId } from './energy/carriers'
import { PROPOSAL_FIELDS, type ProposalFieldName } from './fields'
import type { EnergyInput } from './energy/consumption'
import type { ScreeningInputs, UnitEnergyInput } from './inputs'
import { DEPTHS, dossierSchema, type Dossier } from './screening'

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

/** Places that a box keeps of what is not counted in 万元 or 亩: a ton of pollutants is a large thing. */
const PLACES = 4

/** A number as people type it (1.2亿, 2公顷), in the field's unit; undefined where it is blank. */
const numberInput = (label: string, unit: string, max: number, { signed = false } = {}) =>
  z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((raw, context) => {
      const given = String(raw ?? '').trim()
      const isBelowZero = signed && /^[-−]/.test(given)
      const text = isBelowZero ? given.slice(1) : given
      const isCents = unit === '万元' || unit === '亩'
      const { value, notes } = isCents ? parseQuantity(text, unit, label) : parseNumber(text, unit, label, PLACES)
      const fault = notes.find(({ level }) => level === 'error')
      if (fault) return refused(context, fault.message)
      if (value === null) return undefined
      if (Number(value) > max) return refused(context, `${label}不超过 ${max.toLocaleString('en')} ${unit}`)
      return isBelowZero ? -Number(value) : Number(value)
    })

function refused(context: z.RefinementCtx, message: string) {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

const numberFields = recordOf(keysOf(PROPOSAL_FIELDS), (name) =>
  numberInput(PROPOSAL_FIELDS[name].label, PROPOSAL_FIELDS[name].unit, PROPOSAL_FIELDS[name].max),
)

const carrierFields = recordOf(FORM_CARRIERS, (carrier) =>
  numberInput(ENERGY_CARRIERS[carrier].label, UNIT_NAMES[FORM_UNITS[carrier]] ?? FORM_UNITS[carrier], 1e9),
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

/** How many products a form asks for against their limits. */
export const LIMIT_ROWS = 3

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
  unitEnergy: z
    .array(
      z.object({
        limit: z.string().max(60).nullish(),
        actual: numberInput('单位产品能耗', '限额的单位', 1e6, { signed: true }),
      }),
    )
    .max(LIMIT_ROWS)
    .optional(),
  vetoes: z.record(z.string().max(60), yesNo).optional(),
  ratings: z.record(z.string().max(60), z.string().max(60).nullable()).optional(),
  ruleSets: several(z.string().max(60)).refine(
    (ids) => ids.length >= 1 && ids.length <= RULE_SETS_AT_ONCE,
    '请选择一到六个规则集',
  ),
  dossier: dossierSchema.partial().optional(),
})
export type ScreeningForm = z.output<typeof screeningForm>

/** What is kept of a screening that a form goes over. */
export interface Kept {
  inputs: ScreeningInputs
  dossier: Partial<Dossier>
}

const NOTHING: Kept = { inputs: {}, dossier: {} }

/**
 * What a screening says once a form with these values (`given`, as sent) was filled in. What the form has no box for,
 * and a number whose box was not touched, stays as it was kept, to the last place.
 */
export function saidOver(kept: Kept, form: ScreeningForm, given: Record<string, unknown>): Kept {
  const shown = formValuesOf(kept.inputs)
  const isShown = (name: string) => Object.hasOwn(given, name)
  const numbers = keysOf(PROPOSAL_FIELDS).flatMap((name) => {
    const untouched = !isShown(name) || String(given[name] ?? '') === shown[name]
    return entry(name, untouched ? kept.inputs[name] : form[name])
  })
  const words = (['industryCode', 'landUseCode'] as const).flatMap((name) =>
    entry(name, isShown(name) ? (form[name] ?? undefined) : kept.inputs[name]),
  )
  const answers = (['investmentIncludesLandPrice', 'twoHigh'] as const).flatMap((name) =>
    entry(name, isShown(name) ? form[name] : kept.inputs[name]),
  )
  const inputs: ScreeningInputs = {
    ...Object.fromEntries(numbers),
    ...Object.fromEntries(words),
    ...Object.fromEntries(answers),
    ...filled('energy', energyOver(kept.inputs.energy ?? [], form, given.energy)),
    ...filled('unitEnergy', isShown('unitEnergy') ? unitEnergyOf(form) : (kept.inputs.unitEnergy ?? [])),
    ...filled('vetoes', over(kept.inputs.vetoes, form.vetoes)),
    ...filled('ratings', over(kept.inputs.ratings, form.ratings)),
  }
  return { inputs, dossier: { ...kept.dossier, ...dossierOver(kept.dossier, form, given.dossier) } }
}

/** The inputs that a form alone says: what has no box, or a blank one, is unknown. */
export const inputsOf = (form: ScreeningForm, given: Record<string, unknown>): ScreeningInputs =>
  saidOver(NOTHING, form, given).inputs

const entry = <Value>(name: string, value: Value | undefined): [string, Value][] =>
  value === undefined ? [] : [[name, value]]

/** An empty list or table says nothing. */
const filled = (name: string, value: object): object => (Object.keys(value).length > 0 ? { [name]: value } : {})

function energyOver(kept: readonly EnergyInput[], form: ScreeningForm, given: unknown): EnergyInput[] {
  const boxes = isRecord(given) ? given : {}
  const touched = FORM_CARRIERS.filter(
    (carrier) => Object.hasOwn(boxes, carrier) && String(boxes[carrier] ?? '') !== energyText(kept, carrier),
  )
  const others = kept.filter(({ carrier }) => !touched.some((one) => one === carrier))
  const own = touched.flatMap((carrier): EnergyInput[] => {
    const amount = form.energy?.[carrier]
    return amount === undefined ? [] : [{ carrier, amount, unit: FORM_UNITS[carrier] }]
  })
  return [...others, ...own]
}

/** Rows of which both boxes are filled. */
const unitEnergyOf = ({ unitEnergy = [] }: ScreeningForm): UnitEnergyInput[] =>
  unitEnergy.flatMap(({ limit, actual }) => (limit && actual !== undefined ? [{ limit, actual }] : []))

/** Answers of the boxes over those kept; a blank one takes its answer back. */
function over<Answer>(
  kept: Readonly<Record<string, Answer>> | undefined,
  boxes: Readonly<Record<string, Answer | null | undefined>> | undefined,
): Record<string, Answer> {
  const answers = { ...kept, ...boxes }
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) =>
      answer === undefined || answer === null || answer === '' ? [] : [[id, answer] as const],
    ),
  )
}

function dossierOver(kept: Partial<Dossier>, { dossier }: ScreeningForm, given: unknown): Partial<Dossier> {
  if (!isRecord(given) || !dossier) return {}
  const { dueDiligence, ...own } = dossier
  const shown = Object.entries(own).filter(([name]) => Object.hasOwn(given, name))
  return {
    ...Object.fromEntries(shown),
    ...(Object.hasOwn(given, 'dueDiligence') && { dueDiligence: { ...kept.dueDiligence, ...dueDiligence } }),
  }
}

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
    unitEnergy: Array.from({ length: LIMIT_ROWS }, (_, at) => {
      const { limit, actual } = inputs.unitEnergy?.[at] ?? {}
      return { limit: limit ?? '', actual: actual === undefined ? '' : String(actual) }
    }),
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

/** What starting a screening asks. */
export const startInput = z.object({ depth: z.enum(DEPTHS, '请选择深度'), ruleSets: screeningForm.shape.ruleSets })

/** What judging all projects again asks. */
export const startRunInput = z.object({ ruleSets: screeningForm.shape.ruleSets })
