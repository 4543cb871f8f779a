import { Decimal } from '~/shared/money'
import type { ScreeningInputs } from './inputs'
import { energyUse, type EnergySum } from './energy/consumption'
import type { EnergyTerms } from './energy/terms'
import { PROPOSAL_FIELDS, type ProposalFieldName } from './fields'
import { isKeyOf } from '~/shared/records'

/** Whether more of it is better for the county; of some both is asked (容积率 at least, building density at most). */
export type Better = 'more' | 'less' | 'either'

/** A figure derived from a proposal: `numerator ÷ denominator × factor`, each a field, an energy sum or another measure. */
export interface Measure {
  label: string
  unit: string
  numerator: string
  denominator?: string
  factor?: number
  better: Better
}

/** Square metres to 亩: 15 亩 = 10,000 m². As a factor it is exact, as a quotient it is not. */
const PER_MU = 0.0015

/** The measures that every rule set may ask for. */
export const MEASURES = {
  investmentIntensity: {
    label: '投资强度',
    unit: '万元/亩',
    numerator: 'fixedAssetInvestmentWan',
    denominator: 'landMu',
    better: 'more',
  },
  taxPerMu: { label: '亩均税收', unit: '万元/亩', numerator: 'annualTaxWan', denominator: 'landMu', better: 'more' },
  outputPerMu: {
    label: '亩均产值',
    unit: '万元/亩',
    numerator: 'annualOutputWan',
    denominator: 'landMu',
    better: 'more',
  },
  addedValuePerMu: {
    label: '亩均工业增加值',
    unit: '万元/亩',
    numerator: 'annualAddedValueWan',
    denominator: 'landMu',
    better: 'more',
  },
  addedValuePerTce: {
    label: '单位能耗增加值（当量值）',
    unit: '万元/吨标准煤',
    numerator: 'annualAddedValueWan',
    denominator: 'tceCalorific',
    better: 'more',
  },
  addedValuePerTcePrimary: {
    label: '单位能耗增加值（等价值）',
    unit: '万元/吨标准煤',
    numerator: 'annualAddedValueWan',
    denominator: 'tcePrimary',
    better: 'more',
  },
  addedValuePerEmission: {
    label: '单位排放增加值',
    unit: '万元/吨',
    numerator: 'annualAddedValueWan',
    denominator: 'emissionsT',
    better: 'more',
  },
  labourProductivity: {
    label: '全员劳动生产率',
    unit: '万元/人',
    numerator: 'annualAddedValueWan',
    denominator: 'staff',
    better: 'more',
  },
  rdShare: {
    label: '研发费用占营业收入',
    unit: '%',
    numerator: 'annualRdWan',
    denominator: 'annualRevenueWan',
    factor: 100,
    better: 'more',
  },
  floorAreaRatio: {
    label: '容积率',
    unit: '',
    numerator: 'farFloorAreaM2',
    denominator: 'landMu',
    factor: PER_MU,
    better: 'either',
  },
  buildingDensity: {
    label: '建筑系数',
    unit: '%',
    numerator: 'footprintM2',
    denominator: 'landMu',
    factor: PER_MU * 100,
    better: 'either',
  },
  greenRatio: {
    label: '绿地率',
    unit: '%',
    numerator: 'greenAreaM2',
    denominator: 'landMu',
    factor: PER_MU * 100,
    better: 'either',
  },
  adminLandShare: {
    label: '行政办公及生活服务用地占比',
    unit: '%',
    numerator: 'adminLandM2',
    denominator: 'landMu',
    factor: PER_MU * 100,
    better: 'less',
  },
  adminFloorShare: {
    label: '行政办公及生活服务建筑面积占比',
    unit: '%',
    numerator: 'adminFloorAreaM2',
    denominator: 'floorAreaM2',
    factor: 100,
    better: 'less',
  },
  investmentWan: { label: '固定资产投资', unit: '万元', numerator: 'fixedAssetInvestmentWan', better: 'more' },
  energyTce: { label: '年综合能耗（当量值）', unit: '吨标准煤', numerator: 'tceCalorific', better: 'less' },
  chainFit: { label: '产业契合度', unit: '分', numerator: 'chainFit', better: 'more' },
  localSupply: { label: '本地配套率', unit: '%', numerator: 'localSupplyPercent', better: 'more' },
} as const satisfies Record<string, Measure>

/** What measures may be made of beside the fields: sums over the carriers of energy. */
export const ENERGY_SUMS: Record<EnergySum, { label: string; unit: string }> = {
  tceCalorific: { label: '综合能耗（当量值）', unit: '吨标准煤' },
  tcePrimary: { label: '综合能耗（等价值）', unit: '吨标准煤' },
  electricityKwh: { label: '年用电量', unit: 'kWh' },
}

/** The quantities of one proposal, each computed once. Null is unknown. */
export class Quantities {
  private readonly measured = new Map<string, Decimal | null>()

  constructor(
    readonly inputs: ScreeningInputs,
    readonly measures: Readonly<Record<string, Measure>>,
    readonly on: string,
    readonly terms?: EnergyTerms,
  ) {}

  /** A field, an energy sum or a measure by its id; null where it is unknown or would divide by zero. */
  of(id: string): Decimal | null {
    const before = this.measured.get(id)
    if (before !== undefined) return before
    const value = this.compute(id)
    this.measured.set(id, value)
    return value
  }

  private compute(id: string): Decimal | null {
    // A measure may be called as the one field that it is made of.
    const measure = this.measures[id]
    if (measure && measure.numerator !== id) return this.ratio(measure)
    if (isKeyOf(PROPOSAL_FIELDS, id)) {
      const given = this.inputs[id]
      return given === undefined ? null : new Decimal(given)
    }
    if (isKeyOf(ENERGY_SUMS, id)) {
      const { energy } = this.inputs
      if (!energy || energy.length === 0) return null
      return energyUse(energy, this.on, this.terms)[id]
    }
    return null
  }

  private ratio({ numerator, denominator, factor = 1 }: Measure): Decimal | null {
    const above = this.of(numerator)
    if (above === null) return null
    if (denominator === undefined) return above.times(factor)
    const below = this.of(denominator)
    if (below === null || below.isZero()) return null
    return above.times(factor).div(below)
  }
}

/** The fields that a measure waits for, through the measures it is made of; energy sums ask for `energy`. */
export function fieldsOf(id: string, measures: Readonly<Record<string, Measure>>): (ProposalFieldName | 'energy')[] {
  const measure = measures[id]
  if (measure && measure.numerator !== id) {
    const parts = [measure.numerator, ...(measure.denominator === undefined ? [] : [measure.denominator])]
    return [...new Set(parts.flatMap((part) => fieldsOf(part, measures)))]
  }
  if (isKeyOf(ENERGY_SUMS, id)) return ['energy']
  return isKeyOf(PROPOSAL_FIELDS, id) ? [id] : []
}
