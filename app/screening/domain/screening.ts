import { z } from 'zod'
import { blankIsAbsent, longTextInput, optionalDay, textInput } from '~/shared/field-inputs'
import { Decimal } from '~/shared/money'
import { isKeyOf, keysOf, recordOf } from '~/shared/records'
import { PROPOSAL_FIELDS } from './fields'
import type { ScreeningInputs } from './inputs'
import { VERDICTS } from './rules/rule-set'

export const DEPTHS = ['quick', 'full'] as const
export type ScreeningDepth = (typeof DEPTHS)[number]
export const DEPTH_NAMES: Record<ScreeningDepth, string> = { quick: '速判', full: '完整预审' }

export const STATES = ['draft', 'concluded'] as const
export type ScreeningState = (typeof STATES)[number]
export const STATE_NAMES: Record<ScreeningState, string> = { draft: '填报中', concluded: '已出具结论' }

/** What is looked into before the committee meets (尽职调查), each with its source and day. */
export const DUE_DILIGENCE = {
  paidInCapital: '实缴资本',
  revenue: '近三年营业收入',
  tax: '近三年纳税',
  litigation: '诉讼、仲裁',
  dishonesty: '失信、行政处罚',
  holders: '股东与实际控制人',
} as const

/** What the list of screenings is asked for. */
export const screeningFilter = z.object({
  /** name of the project holds it */
  q: blankIsAbsent(z.string().trim().max(100)),
  verdict: blankIsAbsent(z.enum(VERDICTS)),
  state: blankIsAbsent(z.enum(STATES)),
})
export type ScreeningFilter = z.output<typeof screeningFilter>

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

export const DOSSIER_LABELS = {
  products: '产品和规模',
  investmentParts: '投资构成',
  taxParts: '税收构成',
  constructionFrom: '拟开工',
  producingFrom: '拟投产',
  fullFrom: '拟达产',
} as const satisfies Partial<Record<keyof Dossier, string>>

/** What a dossier says beside due diligence, with its names. */
export const dossierLines = (dossier: Partial<Dossier>): { label: string; value: string }[] =>
  keysOf(DOSSIER_LABELS).flatMap((name) => {
    const value = dossier[name]
    return value ? [{ label: DOSSIER_LABELS[name], value }] : []
  })

/** What was looked into, with source and day as far as they were given. */
export const dueDiligenceLines = ({ dueDiligence }: Partial<Dossier>) =>
  keysOf(DUE_DILIGENCE).flatMap((item) => {
    const { value, source, on } = dueDiligence?.[item] ?? {}
    return value ? [{ label: DUE_DILIGENCE[item], value, source: source ?? '未写出处', on: on ?? '未写日期' }] : []
  })

/** All of it in one text, as the log keeps it. */
export const dossierWords = (dossier: Partial<Dossier>): string =>
  [
    ...dossierLines(dossier).map(({ label, value }) => `${label}：${value}`),
    ...dueDiligenceLines(dossier).map(({ label, value, source, on }) => `${label}：${value}（${source}，${on}）`),
  ].join('；')

interface Recorded {
  landMu: Decimal.Value | null
  investmentWan: Decimal.Value | null
  annualTaxWan: Decimal.Value | null
  industryCode: string | null
}

/** What a project's record already says of the proposal; `chainFit` in points of 100 where the chains tell it. */
export function proposalOf(project: Recorded, chainFit: number | null): ScreeningInputs {
  const number = (value: Decimal.Value | null) => (value === null ? null : new Decimal(value).toNumber())
  const said = {
    landMu: number(project.landMu),
    totalInvestmentWan: number(project.investmentWan),
    annualTaxWan: number(project.annualTaxWan),
    industryCode: project.industryCode,
    chainFit,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
}

/** A path of the inputs as people name it. */
export function fieldLabel(path: string): string {
  const [head = '', second] = path.split('.')
  if (isKeyOf(PROPOSAL_FIELDS, head)) return PROPOSAL_FIELDS[head].label
  if (head === 'energy') return second === undefined ? '能源消费' : '能源消费量'
  return { industryCode: '行业代码', landUseCode: '用地性质', vetoes: '否决项', ratings: '评判' }[head] ?? path
}

/** One criterion of one rule set, as `exceptionKey` writes it. */
const missed = z
  .string('请选择哪一项')
  .regex(/^[^/]{1,60}\/[^/]{1,60}$/, '请选择哪一项')
  .transform((key) => {
    const [ruleSet = '', criterion = ''] = key.split('/')
    return { ruleSet, criterion }
  })

const requiredText = (label: string, max: number) =>
  z.string(`请填写${label}`).trim().min(1, `请填写${label}`).max(max, `${label}不超过 ${max} 个字`)

/** Lets a threshold be missed (一事一议). */
export const exceptionInput = z.object({
  missed,
  allowedBy: requiredText('谁同意', 60),
  reason: requiredText('理由', 500),
  document: textInput('文号', 100),
})
export const withdrawInput = z.object({ missed })

export const noteInput = z.object({ note: longTextInput('说明', 500) })
export const reopenInput = z.object({ reason: requiredText('原因', 500) })
