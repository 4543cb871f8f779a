import { FACTORY_STATE_NAMES, factoryName, type ListedFactory } from '../factory/factory'
import { landUseName } from '../land-uses'
import type { Match, Shortfall } from './match'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES, type ListedPlot } from '../plot'
import { PLOT_STATUS_NAMES } from '../status/status'

/** What a 选址推介书 says of a plot or a floor as such, and of how it does for the project. */
interface Shown {
  chains: readonly string[]
  /** of the project that the brochure is for; null where it does not fit as it is */
  match: Pick<Match, 'score' | 'points'> | null
  /** why it does not fit as it is */
  shortfalls: readonly Pick<Shortfall, 'label' | 'because'>[]
}

/** A plot as a 选址推介书 shows it beside others. */
export interface BrochurePlot extends ListedPlot, Shown {
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
}

/** A floor as a 选址推介书 shows it beside others. */
export interface BrochureFloor extends ListedFactory, Shown {}

export type BrochureItem = BrochurePlot | BrochureFloor

const isFloor = (item: BrochureItem): item is BrochureFloor => 'building' in item

/** A brochure stands on one A4: more would not be legible. */
export const BROCHURE_PLOTS = 5

/** How large a brochure shows where a plot lies, in millimetres. */
export const BROCHURE_MAP = { left: 0, top: 0, width: 60, height: 40 }

type Said = string | null

interface Row {
  label: string
  plot?: (plot: BrochurePlot) => Said
  floor?: (floor: BrochureFloor) => Said
}

const percent = (value: number | null, words: string) => (value === null ? null : `${words} ${value}%`)
const measured = (value: number | null, unit: string) => (value === null ? null : `${value} ${unit}`)
const both = (value: (item: BrochureItem) => Said) => ({ plot: value, floor: value })

/** What is compared, a row each; a row that nothing fills is left out. */
const ROWS: readonly Row[] = [
  { label: '园区', ...both(({ park }) => park?.name ?? null) },
  {
    label: '面积',
    plot: ({ areaMu, areaKind }) => `${areaMu.toFixed(2)} 亩（${AREA_KIND_NAMES[areaKind]}）`,
    floor: ({ areaM2 }) => `厂房 ${areaM2} ㎡`,
  },
  { label: '用地性质', plot: ({ landUseCode }) => landUseCode && landUseName(landUseCode) },
  {
    label: '现状',
    plot: ({ status }) => PLOT_STATUS_NAMES[status],
    floor: ({ state, doneOn }) =>
      FACTORY_STATE_NAMES[state] + (state === 'underConstruction' && doneOn ? `，预计 ${doneOn} 建成` : ''),
  },
  {
    label: '占用',
    plot: ({ holder }) => (holder ? (holder.until ? `已锁定至 ${holder.until}` : '已占用') : '未被占用'),
    floor: ({ lease }) => (lease ? '已出租' : '未出租'),
  },
  { label: '指标来源', plot: ({ quotaSource }) => quotaSource && QUOTA_SOURCE_NAMES[quotaSource] },
  { label: '容积率', plot: ({ minFar }) => (minFar === null ? null : `不低于 ${minFar}`) },
  { label: '建筑密度', plot: ({ minDensity }) => percent(minDensity, '不低于') },
  { label: '绿地率', plot: ({ maxGreen }) => percent(maxGreen, '不高于') },
  { label: '起始价', plot: ({ startPriceWan }) => measured(startPriceWan, '万元/亩') },
  { label: '最低投资强度', plot: ({ minIntensityWanPerMu }) => measured(minIntensityWanPerMu, '万元/亩') },
  { label: '层高', floor: ({ heightM }) => measured(heightM, 'm') },
  { label: '楼面荷载', floor: ({ loadKn }) => measured(loadKn, 'kN/㎡') },
  { label: '租金', floor: ({ rentYuan }) => measured(rentYuan, '元/㎡·月') },
  { label: '说明', floor: ({ note }) => note },
  { label: '主导产业', ...both(({ chains }) => chains.join('、') || null) },
  {
    label: '与项目的匹配',
    ...both(({ match, shortfalls }) =>
      match
        ? `${match.score.toFixed(1)} 分：${match.points.map(({ label, points, of }) => `${label} ${points}/${of}`).join('，')}`
        : shortfalls.map(({ label, because }) => `${label}：${because}`).join('；') || null,
    ),
  },
]

const cellOf = ({ plot, floor }: Row, item: BrochureItem): Said =>
  isFloor(item) ? (floor?.(item) ?? null) : (plot?.(item) ?? null)

/** The rows of a brochure with a cell for each; a blank where there is nothing to say. */
export function brochureRows(items: readonly BrochureItem[]): { label: string; cells: string[] }[] {
  return ROWS.map((row) => ({ label: row.label, cells: items.map((item) => cellOf(row, item) ?? '') })).filter(
    ({ cells }) => cells.some((cell) => cell !== ''),
  )
}

/** What stands above its column: number and name, and where it is looked at. */
export function brochureHead(item: BrochureItem): { title: string; name: string | null; to: string } {
  if (isFloor(item)) return { title: factoryName(item), name: null, to: `/factories/${item.id}` }
  return { title: item.code, name: item.name, to: `/plots/${item.id}` }
}

/** Millimetres of an A4 across, less its margins. */
const ACROSS = 257
const LABELS = 30

interface BrochureFrame {
  items: readonly BrochureItem[]
  project: { name: string } | null
  county: string
  today: string
  person: string
}

/** The brochure as a document: title, a line of whose it is, and the table. */
export function brochureDocument({ items, project, county, today, person }: BrochureFrame) {
  const width = (ACROSS - LABELS) / Math.max(1, items.length)
  return {
    title: '选址推介书',
    note: [county, project && `为“${project.name}”推荐`, `${today} ${person}`].filter(Boolean).join('　'),
    landscape: true,
    blocks: [
      {
        kind: 'table' as const,
        widths: [LABELS, ...items.map(() => width)],
        head: [
          '地块、厂房',
          ...items.map((item) => {
            const { title, name } = brochureHead(item)
            return name ? `${title}\n${name}` : title
          }),
        ],
        rows: brochureRows(items).map(({ label, cells }) => [label, ...cells]),
      },
    ],
  }
}
