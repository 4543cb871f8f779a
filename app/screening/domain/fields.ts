/** One number that a proposal says of itself. */
export interface ProposalField {
  label: string
  unit: string
  /** the smallest amount by which it is bargained over; left out where it is no matter of bargaining */
  step?: number
  /** beyond it the number is no proposal of a county any more: refused */
  max: number
}

const wan = (label: string, step?: number): ProposalField => ({ label, unit: '万元', max: 100_000_000, step })
const squareMetres = (label: string, step?: number): ProposalField => ({ label, unit: '㎡', max: 100_000_000, step })
const tonnes = (label: string, step?: number): ProposalField => ({ label, unit: '吨', max: 100_000_000, step })

/** 万元 and 亩 are kept with two decimals. */
const CENT = 0.01

/** What a proposal says in numbers, of a year at full production where it is a flow. */
export const PROPOSAL_FIELDS = {
  landMu: { label: '用地面积', unit: '亩', step: CENT, max: 1_000_000 },
  floorAreaM2: squareMetres('建筑面积'),
  farFloorAreaM2: squareMetres('计容面积', CENT),
  footprintM2: squareMetres('建筑基底面积', CENT),
  greenAreaM2: squareMetres('绿地面积', CENT),
  adminLandM2: squareMetres('行政办公及生活服务用地', CENT),
  adminFloorAreaM2: squareMetres('行政办公及生活服务建筑面积', CENT),
  totalInvestmentWan: wan('总投资'),
  fixedAssetInvestmentWan: wan('固定资产投资', CENT),
  equipmentInvestmentWan: wan('设备投资'),
  landPriceWan: wan('土地价款'),
  annualOutputWan: wan('年产值', CENT),
  annualRevenueWan: wan('年营业收入'),
  annualAddedValueWan: wan('年工业增加值', CENT),
  annualTaxWan: wan('年税收', CENT),
  annualRdWan: wan('年研发费用', CENT),
  staff: { label: '用工', unit: '人', max: 1_000_000 },
  waterT: tonnes('年用水量'),
  emissionsT: tonnes('年主要污染物排放量', CENT),
  chainFit: { label: '产业契合度', unit: '分', max: 100 },
  localSupplyPercent: { label: '本地配套率', unit: '%', max: 100 },
} as const satisfies Record<string, ProposalField>

export type ProposalFieldName = keyof typeof PROPOSAL_FIELDS
