import { quoted } from '~/shared/text'
import { isBlankText } from '~/shared/blank-text'
import { LAND_USE_NAMES, landUseCode } from '~/land/domain/land-uses'
import {
  AREA_KIND_NAMES,
  AREA_KINDS,
  QUOTA_SOURCE_NAMES,
  QUOTA_SOURCES,
  type AreaKind,
  type QuotaSource,
} from '~/land/domain/plot'
import { APPROXIMATE } from '~/land/domain/export/whole-plot'
import { PLOT_STATUS_NAMES, statusOfWord, type PlotStatus } from '~/land/domain/status/status'
import type { Position } from '~/land/domain/geometry/shape'
import type { CellKind } from '../../tables/domain/cells'
import { info, refusal, understood, warning } from '../../tables/domain/findings'
import type { SourceCell } from '../../tables/domain/source'

/** A drawing as drafts keep it: closed rings, outer ones counter-clockwise, in the coordinates of the file. */
export interface DrawnRings {
  /** EPSG code */
  epsg: number
  rings: Position[][][]
  /** shifted from a map's coordinates */
  isApproximate?: boolean
}

/** What a map file attaches to a row. */
interface AttachedDrawing extends Omit<DrawnRings, 'epsg'> {
  /** null: which system the coordinates are in is not known */
  epsg: number | null
  /** how the coordinates were taken, or why they were not */
  words: string
  /** the file does not say it so: it is told at this plot */
  isTold: boolean
}

export const isAttached = (value: unknown): value is AttachedDrawing =>
  typeof value === 'object' && value !== null && 'rings' in value && 'words' in value

export const isDrawn = (value: unknown): value is DrawnRings =>
  typeof value === 'object' && value !== null && 'rings' in value && 'epsg' in value

export const drawingCell: CellKind<DrawnRings> = {
  content: '图形',
  isAttached: true,
  suits: ({ attached }) => isAttached(attached),
  read({ attached }: SourceCell) {
    if (!isAttached(attached)) return understood<DrawnRings>(null)
    const { epsg, rings, words, isTold, isApproximate } = attached
    if (epsg === null) return understood<DrawnRings>(null, refusal('systemUnknown', words))
    const drawn: DrawnRings = { epsg, rings, ...(isApproximate ? { isApproximate } : {}) }
    return understood(drawn, ...(isTold ? [info('systemTaken', `坐标按${words}读取`)] : []))
  },
}

/** A legal status by its word. */
export const statusCell: CellKind<PlotStatus> = {
  content: '地块状态',
  suits: ({ text }) => text.length < MAX_WORD && statusOfWord(text) !== null,
  usual: { words: Object.values(PLOT_STATUS_NAMES), blank: '不知道' },
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood<PlotStatus>(null)
    const status = statusOfWord(cell.text.slice(0, MAX_WORD))
    if (status) return understood(status)
    const words = Object.values(PLOT_STATUS_NAMES).join('、')
    return understood<PlotStatus>(
      null,
      refusal('statusUnknown', `${label}${quoted(cell.text)}看不明白，应为${words}之一`),
    )
  },
}

const MAX_WORD = 30

/** A class of land use by its code or its name. */
export const landUseCell: CellKind<string> = {
  content: '用地性质',
  suits: ({ text }) => text.length < MAX_WORD && landUseCode(text) !== null,
  usual: { words: Object.values(LAND_USE_NAMES), blank: '不知道' },
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood<string>(null)
    const code = landUseCode(cell.text.slice(0, MAX_WORD))
    if (code) return understood(code)
    const message = `${label}${quoted(cell.text)}不在用地分类中，未采用`
    return understood<string>(null, warning('landUseUnknown', message))
  },
}

/** Where the quota came from, by its word. */
export const quotaCell: CellKind<QuotaSource> = {
  content: '指标来源',
  suits: ({ text }) => text.length < MAX_WORD && quotaOf(text) !== null,
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood<QuotaSource>(null)
    const source = quotaOf(cell.text.slice(0, MAX_WORD))
    if (source) return understood(source)
    return understood<QuotaSource>(null, warning('quotaUnknown', `${label}${quoted(cell.text)}看不明白，未采用`))
  },
}

const quotaOf = (text: string) =>
  QUOTA_SOURCES.find((source) => text.replace(/\s|指标|用地/g, '').startsWith(QUOTA_SOURCE_NAMES[source])) ?? null

/** Words of kinds of area, beside their names. */
const AREA_WORDS: readonly (readonly [RegExp, AreaKind])[] = [
  [/登记|合同|证载|批准|供地/, 'registered'],
  [/勘测|实测|测绘|测量/, 'surveyed'],
  [/计算|图形|图上/, 'computed'],
  [/台账|上报/, 'table'],
]

const areaKindOf = (text: string) =>
  AREA_KINDS.find((kind) => AREA_KIND_NAMES[kind] === text.trim()) ??
  AREA_WORDS.find(([words]) => words.test(text))?.[1] ??
  null

/** What the area of the table is: as registered, as surveyed … */
export const areaKindCell: CellKind<AreaKind> = {
  content: '面积类型',
  suits: ({ text }) => text.length < MAX_WORD && areaKindOf(text) !== null,
  usual: { words: Object.values(AREA_KIND_NAMES), blank: '按台账面积' },
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood<AreaKind>(null)
    const kind = areaKindOf(cell.text.slice(0, MAX_WORD))
    if (kind) return understood(kind)
    return understood<AreaKind>(
      null,
      warning('areaKindUnknown', `${label}${quoted(cell.text)}看不明白，按台账面积登记`),
    )
  },
}

/** Whether the drawing only shows about where a plot lies. */
export const accuracyCell: CellKind<typeof APPROXIMATE> = {
  content: '图形精度',
  suits: ({ text }) => text.trim() === APPROXIMATE,
  usual: { words: [APPROXIMATE], blank: '界址坐标' },
  read: ({ text }) => understood(text.includes(APPROXIMATE) ? APPROXIMATE : null),
}
