import { landUseName } from '../land-uses'
import type { Match, Shortfall } from './match'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES, type ListedPlot } from '../plot'
import { PLOT_STATUS_NAMES } from '../status/status'

/** A plot as a 选址推介书 shows it beside others. */
export interface BrochurePlot extends ListedPlot {
  chains: readonly string[]
  /** 万元/亩 */
  minIntensityWanPerMu: number | null
  minFar: number | null
  /** percent */
  minDensity: number | null
  maxGreen: number | null
  /** 万元/亩 */
  startPriceWan: number | null
  /** GeoJSON, lon/lat */
  geometry: unknown
  /** of the project that the brochure is for; null where it does not fit as it is */
  match: Pick<Match, 'score' | 'points'> | null
  /** why it does not fit as it is */
  shortfalls: readonly Pick<Shortfall, 'label' | 'because'>[]
}

/** A brochure stands on one A4: more plots would not be legible. */
export const BROCHURE_PLOTS = 5

/** How large a brochure shows where a plot lies, in millimetres. */
export const BROCHURE_MAP = { left: 0, top: 0, width: 60, height: 40 }

interface Row {
  label: string
  value: (plot: BrochurePlot) => string | null
}

const percent = (value: number | null, words: string) => (value === null ? null : `${words} ${value}%`)

/** What is compared, a row each; a row that no plot fills is left out. */
const ROWS: readonly Row[] = [
  { label: '园区', value: ({ park }) => park?.name ?? null },
  { label: '面积', value: ({ areaMu, areaKind }) => `${areaMu.toFixed(2)} 亩（${AREA_KIND_NAMES[areaKind]}）` },
  { label: '用地性质', value: ({ landUseCode }) => landUseCode && landUseName(landUseCode) },
  { label: '现状', value: ({ status }) => PLOT_STATUS_NAMES[status] },
  {
    label: '占用',
    value: ({ holder }) => (holder ? (holder.until ? `已锁定至 ${holder.until}` : '已占用') : '未被占用'),
  },
  { label: '指标来源', value: ({ quotaSource }) => quotaSource && QUOTA_SOURCE_NAMES[quotaSource] },
  { label: '容积率', value: ({ minFar }) => (minFar === null ? null : `不低于 ${minFar}`) },
  { label: '建筑密度', value: ({ minDensity }) => percent(minDensity, '不低于') },
  { label: '绿地率', value: ({ maxGreen }) => percent(maxGreen, '不高于') },
  { label: '起始价', value: ({ startPriceWan }) => (startPriceWan === null ? null : `${startPriceWan} 万元/亩`) },
  {
    label: '最低投资强度',
    value: ({ minIntensityWanPerMu }) => (minIntensityWanPerMu === null ? null : `${minIntensityWanPerMu} 万元/亩`),
  },
  { label: '主导产业', value: ({ chains }) => chains.join('、') || null },
  {
    label: '与项目的匹配',
    value: ({ match, shortfalls }) =>
      match
        ? `${match.score.toFixed(1)} 分：${match.points.map(({ label, points, of }) => `${label} ${points}/${of}`).join('，')}`
        : shortfalls.map(({ label, because }) => `${label}：${because}`).join('；') || null,
  },
]

/** The rows of a brochure with a cell a plot; a blank where a plot has nothing to say. */
export function brochureRows(plots: readonly BrochurePlot[]): { label: string; cells: string[] }[] {
  return ROWS.map(({ label, value }) => ({ label, cells: plots.map((plot) => value(plot) ?? '') })).filter(
    ({ cells }) => cells.some((cell) => cell !== ''),
  )
}

/** Millimetres of an A4 across, less its margins. */
const ACROSS = 257
const LABELS = 30

interface BrochureFrame {
  plots: readonly BrochurePlot[]
  project: { name: string } | null
  county: string
  today: string
  person: string
}

/** The brochure as a document: title, a line of whose it is, and the table. */
export function brochureDocument({ plots, project, county, today, person }: BrochureFrame) {
  const width = (ACROSS - LABELS) / Math.max(1, plots.length)
  return {
    title: '选址推介书',
    note: [county, project && `为“${project.name}”推荐`, `${today} ${person}`].filter(Boolean).join('　'),
    landscape: true,
    blocks: [
      {
        kind: 'table' as const,
        widths: [LABELS, ...plots.map(() => width)],
        head: ['宗地号', ...plots.map(({ code, name }) => (name ? `${code}\n${name}` : code))],
        rows: brochureRows(plots).map(({ label, cells }) => [label, ...cells]),
      },
    ],
  }
}
