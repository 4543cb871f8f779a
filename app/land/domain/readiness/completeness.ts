import type { PlotStatus } from '../status/status'

/** What a plot may lack of its facts. */
export const PLOT_LACKS = [
  'park',
  'landUse',
  'drawing',
  'quota',
  'far',
  'density',
  'green',
  'startPrice',
  'statusDay',
  'contractDay',
  'contractPrice',
  'startDue',
] as const

export type PlotLack = (typeof PLOT_LACKS)[number]

export const PLOT_LACK_NAMES: Record<PlotLack, string> = {
  park: '园区',
  landUse: '用地性质',
  drawing: '图形',
  quota: '指标来源',
  far: '容积率',
  density: '建筑密度',
  green: '绿地率',
  startPrice: '起始价',
  statusDay: '状态日期',
  contractDay: '合同日期',
  contractPrice: '合同价款',
  startDue: '约定动工日',
}

interface Facts {
  status: PlotStatus
  statusFrom: string | null
  park: object | null
  landUseCode: string | null
  computedMu: number | null
  quotaSource: string | null
  minFar: string | null
  maxFar: string | null
  minDensity: string | null
  maxGreen: string | null
  startPriceWan: string | null
  contractOn: string | null
  contractPriceWan: string | null
  startDueOn: string | null
}

/** From its supply on land has a contract. */
const CONTRACTED: ReadonlySet<PlotStatus> = new Set(['suppliedNotUsed', 'underConstruction'])

/** Which facts a plot lacks: of the contract only while it is supplied or being built on. */
export function lacksOf(plot: Facts): PlotLack[] {
  const lacking: Record<PlotLack, boolean> = {
    park: plot.park === null,
    landUse: plot.landUseCode === null,
    drawing: plot.computedMu === null,
    quota: plot.quotaSource === null,
    far: plot.minFar === null && plot.maxFar === null,
    density: plot.minDensity === null,
    green: plot.maxGreen === null,
    startPrice: plot.startPriceWan === null,
    statusDay: plot.statusFrom === null,
    contractDay: CONTRACTED.has(plot.status) && plot.contractOn === null,
    contractPrice: CONTRACTED.has(plot.status) && plot.contractPriceWan === null,
    startDue: CONTRACTED.has(plot.status) && plot.startDueOn === null,
  }
  return PLOT_LACKS.filter((lack) => lacking[lack])
}
