import { areaOf, muOf } from '~/land/domain/geometry/shape'
import { planarOf } from '~/land/domain/ground'
import { landUseName } from '~/land/domain/land-uses'
import { AREA_DIFFERENCE, AREA_KIND_NAMES, AREA_KINDS, QUOTA_SOURCE_NAMES, QUOTA_SOURCES } from '~/land/domain/plot'
import { isSameGround } from '~/land/domain/same-ground'
import { isPlotStatus, PLOT_STATUS_NAMES, PLOT_STATUSES } from '~/land/domain/status/status'
import { keysOf } from '~/shared/records'
import { areaCell, codeCell, numberCell, organisationCell, textCell } from '../../tables/domain/cells'
import { info, type Note } from '../../tables/domain/findings'
import { plainVocabulary, type PlainDraft } from '../../tables/domain/plain'
import type { ColumnRules, Vocabulary } from '../../tables/domain/vocabulary'
import {
  accuracyCell,
  areaKindCell,
  drawingCell,
  isDrawn,
  type DrawnRings,
  landUseCell,
  quotaCell,
  statusCell,
} from './cells'
import { drawingOf, drawnBy } from './draft'

/** Headers as they are compared: in small letters. A database table in UTF-8 keeps three characters of a field's name. */
const words = (text: string) => {
  const names = text.toLowerCase().split(' ')
  const cut = names.flatMap((name) => (/^\p{Script=Han}{4,}$/u.test(name) ? name.slice(0, MOST_HAN_IN_FIELD) : []))
  return [...names, ...cut.filter((name) => !names.includes(name))]
}

const MOST_HAN_IN_FIELD = 3

/** The head of the column that a map file's drawings stand in. */
export const DRAWING_HEAD = '图形'

/** The head of the column in which a chosen status stands, for new plots of which the file says none. */
export const ASSUMED_STATUS_HEAD = '新地块状态'

export const PLOT_COLUMNS = {
  code: {
    label: '宗地号',
    names: words(
      '宗地号 宗地编号 地块编号 宗地代码 地块号 地块代码 不动产单元代码 不动产单元号 宗地统一编码 ZDDM ZDH DKBH BDCDYH',
    ),
    cell: codeCell(40),
  },
  name: {
    label: '地块名称',
    names: words('地块名称 宗地名称 名称 地块位置 坐落 土地坐落 DKMC MC ZL'),
    cell: textCell(100),
  },
  area: {
    label: '面积',
    names: words('面积 宗地面积 地块面积 用地面积 土地面积 面积亩 供地面积 ZDMJ DKMJ MJ'),
    // of the building, not of the ground
    not: /建筑|jzmj/,
    cell: areaCell,
  },
  areaKind: { label: '面积类型', names: words('面积类型 面积类别 面积性质 面积来源 MJLX'), cell: areaKindCell },
  landUse: {
    label: '用地代码',
    names: words('用地代码 地类编码 用地分类代码 地类代码 YDDM DLBM'),
    cell: landUseCell,
  },
  landUseWord: {
    label: '用地性质',
    names: words('用地性质 规划用途 土地用途 地块用途 用途 地类名称 用地类型 YDXZ TDYT DLMC'),
    cell: landUseCell,
  },
  status: { label: '状态', names: words('状态 地块状态 土地状态 用地状态 供地状态 利用状态 ZT'), cell: statusCell },
  assumedStatus: { label: ASSUMED_STATUS_HEAD, names: [ASSUMED_STATUS_HEAD], cell: statusCell },
  minFar: { label: '容积率', names: words('容积率 容积率下限 RJL'), cell: numberCell('', 100) },
  minDensity: { label: '建筑密度', names: words('建筑密度 建筑系数 建筑密度下限 JZMD'), cell: numberCell('%', 100) },
  maxGreen: { label: '绿地率', names: words('绿地率 绿地率上限 LDL'), cell: numberCell('%', 100) },
  startPrice: {
    label: '起始价',
    names: words('起始价 起始价万元 出让起始价 起拍价 QSJ'),
    cell: numberCell('万元', 10_000_000),
  },
  quota: { label: '指标来源', names: words('指标来源 用地指标来源 新增或存量'), cell: quotaCell },
  park: { label: '园区', names: words('园区 所属园区 所在园区 YQ YQMC'), cell: organisationCell(60) },
  accuracy: { label: '图形精度', names: words('图形精度'), cell: accuracyCell },
  drawing: { label: DRAWING_HEAD, names: [DRAWING_HEAD], cell: drawingCell },
} satisfies ColumnRules

const PLAIN = plainVocabulary({
  subject: '地块',
  columns: PLOT_COLUMNS,
  naming: ['code', 'name'],
  usual: ['area', 'status', 'landUse', 'landUseWord', 'park', 'drawing'],
  names: { units: [], parks: ['park'] },
  code: 'code',
  counted: '地块',
  heading: 'park',
  shown: ['area', 'landUse', 'status', 'park'],
})

/** A drawing by its size, so that another one of as many points is told from it. */
function drawingWords(drawn: DrawnRings): string {
  const { rings } = drawn
  const points = rings.flat().reduce((sum, ring) => sum + ring.length - 1, 0)
  const { shape, epsg } = drawingOf(drawn)
  return `${rings.length > 1 ? `${rings.length} 部分，` : ''}${points} 个界址点，${muOf(areaOf(planarOf(shape, epsg))).toFixed(2)} 亩`
}

/** What a value is called on pages. */
function wordOf({ values }: PlainDraft, key: string): string | null {
  const value = values[key] ?? null
  if (isDrawn(value)) return drawingWords(value)
  if (typeof value !== 'string') return null
  if (key === 'landUse') return `${landUseName(value)}（${value}）`
  if (key === 'areaKind') return AREA_KIND_NAMES[AREA_KINDS.find((kind) => kind === value) ?? 'table']
  if (key === 'status') return isPlotStatus(value) ? PLOT_STATUS_NAMES[value] : value
  if (key === 'quota') return QUOTA_SOURCE_NAMES[QUOTA_SOURCES.find((source) => source === value) ?? 'new']
  return key === 'area' ? `${value} 亩` : value
}

type PlotColumnKey = keyof typeof PLOT_COLUMNS

/** Without these a plot is none: an empty cell does not take them away. */
const NEEDED: ReadonlySet<string> = new Set<PlotColumnKey>(['code', 'status', 'area', 'areaKind', 'drawing'])

export const labelOf = (key: PlotColumnKey): string => PLOT_COLUMNS[key].label

/** The columns of which a row says something else than is known. */
export function changedColumns(before: PlainDraft, after: PlainDraft): PlotColumnKey[] {
  return keysOf(PLOT_COLUMNS).filter((key) => {
    if (key === 'status' && after.values.isStatusAssumed) return false
    const [was, is] = [before.values[key] ?? null, after.values[key] ?? null]
    if (is === null) return was !== null && after.blanks.includes(key) && !NEEDED.has(key)
    if (key === 'drawing') return !isSameDrawing(before.values, after.values)
    return was !== is
  })
}

/** Another point to begin with, another order or another plane is no other drawing. */
export function isSameDrawing(before: PlainDraft['values'], after: PlainDraft['values']): boolean {
  const [was, is] = [drawnBy(before), drawnBy(after)]
  return was !== null && is !== null && isSameGround(was, is)
}

/** A plot as it is known with what the row says of it: what its table has no column for stays, an empty cell empties. */
export function takenInto(known: PlainDraft, row: PlainDraft): PlainDraft {
  const { isStatusAssumed, ...told } = row.values
  const said = Object.entries(told).filter(([key, value]) => value !== null && !(isStatusAssumed && key === 'status'))
  const emptied = row.blanks.filter((key) => !NEEDED.has(key)).map((key) => [key, null])
  const values = { ...known.values, ...Object.fromEntries(emptied), ...Object.fromEntries(said) }
  // The same boundary stays in the coordinates that it was first handed over in.
  return isSameDrawing(known.values, row.values)
    ? { ...row, values: { ...values, drawing: known.values.drawing } }
    : { ...row, values }
}

const shown = PLAIN.previewColumns.map(({ key }) => key)

/** Plots as land offices hand them over: by table, or by map file, whose drawings stand in a column of their own. */
export const PLOTS: Vocabulary<PlainDraft> = {
  ...PLAIN,
  understand(read, context) {
    const { draft, phones } = PLAIN.understand(read, context)
    const { landUseWord, assumedStatus, ...values } = draft.values
    const landUse = values.landUse ?? landUseWord ?? null
    if (values.landUse && landUseWord && values.landUse !== landUseWord)
      read.note(
        'landUseWord',
        info('landUseDiffers', `用地性质与用地代码不一致，按用地代码“${String(values.landUse)}”`),
      )
    if (!values.code) read.note('code', codeMissing)
    const isAssumed = !values.status && Boolean(assumedStatus)
    const status = isAssumed ? { status: assumedStatus, isStatusAssumed: true } : {}
    return { draft: { ...draft, values: { ...values, landUse, ...status } }, phones }
  },
  corrected: ['code', 'name', 'area', 'status'],
  preview: (draft) => ({
    ...PLAIN.preview(draft),
    cells: Object.fromEntries(shown.map((key) => [key, wordOf(draft, key)])),
  }),
  differences: (before, after) => ({ words: changedColumns(before, after).map(labelOf), missing: null }),
  logged(before, after) {
    const changed = changedColumns(before, after)
    const of = ({ values }: PlainDraft) => Object.fromEntries(changed.map((key) => [key, values[key] ?? null]))
    return { before: of(before), after: of(after) }
  },
  compared: Object.entries(PLOT_COLUMNS)
    .filter(([key]) => key !== 'landUseWord' && key !== 'assumedStatus')
    .map(([key, { label }]) => ({ label, of: (draft) => wordOf(draft, key) })),
  counts: [
    { key: 'plots', head: '地块' },
    { key: 'totalMu', head: '面积', unit: '亩' },
    ...PLOT_STATUSES.flatMap((status) => [
      { key: `${status}Plots`, head: `${PLOT_STATUS_NAMES[status]}（宗）`, isUnseen: true as const },
      { key: `${status}Mu`, head: `${PLOT_STATUS_NAMES[status]}（亩）`, isUnseen: true as const },
    ]),
  ],
  tally() {
    const counts = new Map<string, number>([
      ['plots', 0],
      ['totalMu', 0],
    ])
    const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
    return {
      add({ values }) {
        const hundredths = Math.round(Number(values.area ?? 0) * 100)
        const status = isPlotStatus(values.status) ? values.status : null
        add('plots', 1)
        add('totalMu', hundredths)
        if (!status) return
        add(`${status}Plots`, 1)
        add(`${status}Mu`, hundredths)
      },
      counts: () =>
        Object.fromEntries(
          ['plots', 'totalMu', ...PLOT_STATUSES.flatMap((status) => [`${status}Plots`, `${status}Mu`])].map((key) => [
            key,
            key.endsWith('Mu') ? (counts.get(key) ?? 0) / 100 : (counts.get(key) ?? 0),
          ]),
        ),
    }
  },
}

const codeMissing: Note = { code: 'codeMissing', level: 'error', message: '没有宗地号，请补上再导入' }
/** A plot that is not known yet, and of which nobody says how far it is. */
export const statusMissing: Note = {
  code: 'statusMissing',
  level: 'error',
  message: '没有状态（批而未征、征而未供、供而未用、已开工、已投产 …）：请补上，或选择“没有状态的新地块”按什么登记',
}

/** A plot that nothing measures; told where the drawing is looked at too, for a corrected row keeps its own. */
export const areaMissing: Note = {
  code: 'areaMissing',
  level: 'error',
  message: '没有面积，也没有图形，请补上面积再导入',
}

/** A table's area that lies further from the drawn one than this is told. */
export const differs = (tableMu: number, drawnMu: number): boolean =>
  Math.abs(tableMu - drawnMu) > AREA_DIFFERENCE * Math.max(tableMu, drawnMu)
