import { isKeyOf, keysOf } from '~/shared/records'
import { Decimal, formatNumber } from '~/shared/money'
import { suspectTwoHigh } from './energy/two-high'
import { PROPOSAL_FIELDS } from './fields'
import type { ScreeningInputs } from './inputs'

/** A doubt about a number: it is computed with as it stands, but somebody should look. */
export interface InputWarning {
  field: string
  message: string
}

const OTHER_INPUTS = new Set([
  'industryCode',
  'landUseCode',
  'investmentIncludesLandPrice',
  'twoHigh',
  'energy',
  'unitEnergy',
  'vetoes',
  'ratings',
])

/** A project of a county is not larger: what is, was typed in 元. */
const LARGEST_WAN = 5_000_000

/** What is odd about a proposal: 元 typed as 万元, parts larger than the whole, an input that no one knows. */
export function inputWarnings(inputs: ScreeningInputs): InputWarning[] {
  const warnings: InputWarning[] = []
  const warn = (field: string, message: string) => warnings.push({ field, message })
  const more = (part: keyof typeof PROPOSAL_FIELDS, whole: keyof typeof PROPOSAL_FIELDS) => {
    const [one, all] = [inputs[part], inputs[whole]]
    if (one !== undefined && all !== undefined && one > all)
      warn(part, `${PROPOSAL_FIELDS[part].label}大于${PROPOSAL_FIELDS[whole].label}，请核对`)
  }
  for (const field of keysOf(PROPOSAL_FIELDS)) {
    const value = inputs[field]
    if (PROPOSAL_FIELDS[field].unit === '万元' && value !== undefined && value > LARGEST_WAN)
      warn(field, `${PROPOSAL_FIELDS[field].label} ${formatNumber(value)} 万元，是否把元当作万元填写？`)
  }
  const { landMu, fixedAssetInvestmentWan, annualTaxWan } = inputs
  if (landMu && fixedAssetInvestmentWan && fixedAssetInvestmentWan <= LARGEST_WAN) {
    const intensity = new Decimal(fixedAssetInvestmentWan).div(landMu)
    if (intensity.gt(20_000))
      warn('fixedAssetInvestmentWan', `投资强度 ${formatNumber(intensity)} 万元/亩，是否把元当作万元填写？`)
  }
  if (landMu && annualTaxWan && annualTaxWan <= LARGEST_WAN && new Decimal(annualTaxWan).div(landMu).gt(2_000))
    warn(
      'annualTaxWan',
      `亩均税收 ${formatNumber(new Decimal(annualTaxWan).div(landMu))} 万元/亩，是否把元当作万元填写？`,
    )
  const suspicion = inputs.twoHigh === undefined ? suspectTwoHigh(inputs.industryCode) : null
  if (suspicion?.standing === 'listed') warn('twoHigh', `${suspicion.because}，请核实后填写是否“两高”`)
  more('fixedAssetInvestmentWan', 'totalInvestmentWan')
  more('equipmentInvestmentWan', 'fixedAssetInvestmentWan')
  more('annualAddedValueWan', 'annualOutputWan')
  more('annualTaxWan', 'annualOutputWan')
  more('annualRdWan', 'annualRevenueWan')
  more('floorAreaM2', 'farFloorAreaM2')
  more('footprintM2', 'farFloorAreaM2')
  more('adminFloorAreaM2', 'floorAreaM2')
  for (const field of Object.keys(inputs))
    if (!isKeyOf(PROPOSAL_FIELDS, field) && !OTHER_INPUTS.has(field)) warn(field, `没有“${field}”这一项，未使用`)
  return warnings
}
