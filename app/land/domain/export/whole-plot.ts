import type { Drawing } from '../draft'
import { landUseName } from '../land-uses'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES, type AreaKind, type QuotaSource } from '../plot'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../status/status'

/** A plot with all that a file says of it. */
export interface WholePlot {
  code: string
  name: string | null
  park: string | null
  landUseCode: string | null
  status: PlotStatus
  /** 亩 */
  areaMu: number
  areaKind: AreaKind
  quotaSource: QuotaSource | null
  minFar: number | null
  minDensity: number | null
  maxGreen: number | null
  startPriceWan: number | null
  drawing: Drawing | null
}

/** A column of every file that plots are handed over in; an import knows it by each of its names. */
export interface PlotColumn {
  /** over tables, its unit in brackets behind it */
  head: string
  unit?: '亩' | '%' | '万元'
  holds: { characters: number } | { decimals: number }
  value(plot: WholePlot): string | number | null
}

/** The word of a drawing that was shifted from a map's coordinates. */
export const APPROXIMATE = '示意'

export const PLOT_FILE_COLUMNS: readonly PlotColumn[] = [
  { head: '宗地号', holds: { characters: 40 }, value: ({ code }) => code },
  { head: '地块名称', holds: { characters: 100 }, value: ({ name }) => name },
  { head: '园区', holds: { characters: 60 }, value: ({ park }) => park },
  { head: '面积', unit: '亩', holds: { decimals: 2 }, value: ({ areaMu }) => areaMu },
  {
    head: '面积类型',

    holds: { characters: 10 },
    value: ({ areaKind }) => AREA_KIND_NAMES[areaKind],
  },
  { head: '用地代码', holds: { characters: 12 }, value: ({ landUseCode }) => landUseCode },
  {
    head: '用地性质',

    holds: { characters: 30 },
    value: ({ landUseCode }) => landUseCode && landUseName(landUseCode),
  },
  { head: '状态', holds: { characters: 10 }, value: ({ status }) => PLOT_STATUS_NAMES[status] },
  { head: '容积率', holds: { decimals: 2 }, value: ({ minFar }) => minFar },
  { head: '建筑密度', unit: '%', holds: { decimals: 2 }, value: ({ minDensity }) => minDensity },
  { head: '绿地率', unit: '%', holds: { decimals: 2 }, value: ({ maxGreen }) => maxGreen },
  { head: '起始价', unit: '万元', holds: { decimals: 2 }, value: ({ startPriceWan }) => startPriceWan },
  {
    head: '指标来源',

    holds: { characters: 10 },
    value: ({ quotaSource }) => quotaSource && QUOTA_SOURCE_NAMES[quotaSource],
  },
  {
    head: '图形精度',

    holds: { characters: 10 },
    value: ({ drawing }) => (drawing?.isApproximate ? APPROXIMATE : null),
  },
]

/** What stands over the column in a table. */
export const headOf = ({ head, unit }: PlotColumn): string => (unit ? `${head}（${unit}）` : head)

/** What the field is called in a map file. */
export const fieldOf = ({ head, unit = '%' }: PlotColumn): string => (unit === '%' ? head : `${head}${unit}`)
