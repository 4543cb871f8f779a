import { landUseName } from '~/land/domain/land-uses'
import { AREA_DIFFERENCE, QUOTA_SOURCE_NAMES, QUOTA_SOURCES } from '~/land/domain/plot'
import { isPlotStatus, PLOT_STATUS_NAMES, PLOT_STATUSES } from '~/land/domain/status'
import { areaCell, codeCell, numberCell, organisationCell, textCell } from '../../tables/domain/cells'
import { info, type Note } from '../../tables/domain/findings'
import { plainVocabulary, type PlainDraft } from '../../tables/domain/plain'
import type { ColumnRules, Vocabulary } from '../../tables/domain/vocabulary'
import { drawingCell, isDrawn, landUseCell, quotaCell, statusCell } from './cells'

const words = (text: string) => text.split(' ')

/** The head of the column that a map file's drawings stand in. */
export const DRAWING_HEAD = '图形'

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
    names: words('面积 宗地面积 地块面积 用地面积 土地面积 面积亩 地块面积（公顷） 供地面积 ZDMJ DKMJ MJ'),
    cell: areaCell,
  },
  landUse: { label: '用地代码', names: words('用地代码 地类编码 用地分类代码 地类代码 YDDM DLBM'), cell: landUseCell },
  landUseWord: {
    label: '用地性质',
    names: words('用地性质 规划用途 土地用途 地块用途 用途 地类名称 用地类型 YDXZ TDYT DLMC'),
    cell: landUseCell,
  },
  status: { label: '状态', names: words('状态 地块状态 土地状态 用地状态 供地状态 利用状态 ZT'), cell: statusCell },
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

/** What a value is called on pages; a drawing is only said to be there. */
function wordOf({ values }: PlainDraft, key: string): string | null {
  const value = values[key] ?? null
  if (isDrawn(value))
    return `${value.rings.length} 部分，${value.rings.flat().reduce((sum, ring) => sum + ring.length - 1, 0)} 个界址点`
  if (typeof value !== 'string') return null
  if (key === 'landUse') return `${landUseName(value)}（${value}）`
  if (key === 'status') return isPlotStatus(value) ? PLOT_STATUS_NAMES[value] : value
  if (key === 'quota') return QUOTA_SOURCE_NAMES[QUOTA_SOURCES.find((source) => source === value) ?? 'new']
  return key === 'area' ? `${value} 亩` : value
}

const shown = PLAIN.previewColumns.map(({ key }) => key)

/** Plots as land offices hand them over: by table, or by map file, whose drawings stand in a column of their own. */
export const PLOTS: Vocabulary<PlainDraft> = {
  ...PLAIN,
  understand(read, context) {
    const { draft, phones } = PLAIN.understand(read, context)
    const { landUseWord, ...values } = draft.values
    const landUse = values.landUse ?? landUseWord ?? null
    if (values.landUse && landUseWord && values.landUse !== landUseWord)
      read.note(
        'landUseWord',
        info('landUseDiffers', `用地性质与用地代码不一致，按用地代码“${String(values.landUse)}”`),
      )
    if (!values.code) read.note('code', codeMissing)
    if (!values.status) read.note('status', statusMissing)
    return { draft: { ...draft, values: { ...values, landUse } }, phones }
  },
  preview: (draft) => ({
    ...PLAIN.preview(draft),
    cells: Object.fromEntries(shown.map((key) => [key, wordOf(draft, key)])),
  }),
  compared: Object.entries(PLOT_COLUMNS)
    .filter(([key]) => key !== 'landUseWord')
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
const statusMissing: Note = {
  code: 'statusMissing',
  level: 'error',
  message: '没有状态（批而未征、征而未供、供而未用、在建、已投产 …），请补上再导入',
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
