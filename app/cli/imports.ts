import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { answersInput, NO_ANSWERS, type Answers } from '~/importing/tables/domain/answers'
import { unitWord } from '~/importing/tables/domain/plan'
import { explainFile, type Explanation } from '~/importing/tables/server/explain-file'
import type { Finding } from '~/importing/tables/domain/findings'
import type { UndoneImport } from '~/importing/tables/server/kind'
import { importToUndo, undoImport } from '~/importing/tables/server/undo-import'
import { openOptions, readingOptions } from '~/importing/plots/domain/reading-options'
import { importPlots, type PlotReport } from '~/importing/plots/server/import-plots'
import { importLedger, type LedgerReport, type LedgerSheet } from '~/importing/projects/server/import-ledger'
import { env } from '~/platform/env'
import { businessTime } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { formatNumber } from '~/shared/money'
import { valueOf, type Command, type Given } from './command'
import { table } from './table'

/** npm runs a script in the project's folder, and keeps where it was called. */
function existing(file: string): string {
  const { INIT_CWD } = env()
  const found = [path.resolve(file), ...(INIT_CWD ? [path.resolve(INIT_CWD, file)] : [])].find(existsSync)
  if (found) return found
  throw invalidField('FILE', `没有这个文件：${file}`, 'unknown')
}

/** a file of answers is no larger */
const MAX_ANSWERS_BYTES = 8_000_000

/** The answers in the file that `--answers` names. @throws AppError invalid (422) with the place of what is wrong */
function answersOf(given: Given): Answers {
  const named = valueOf(given, 'answers')
  if (named === undefined) return NO_ANSWERS
  const file = existing(named)
  if (statSync(file).size > MAX_ANSWERS_BYTES) throw invalidField('answers', `${named} 太大，不像是读法的更正`)
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    throw invalidField('answers', `${named} 不是 JSON：${error instanceof Error ? error.message : ''}`)
  }
  return parseInput(answersInput, parsed)
}

const ANSWERS_OPTION = { value: 'FILE', help: '读法的更正（JSON），与页面上“更正读法”相同；见 import explain' }

const FINDINGS_SHOWN = 200
const LEVELS: Record<Finding['level'], string> = { info: '提示', warning: '注意', error: '须更正' }

function summary(sheets: LedgerSheet[], committed: boolean): string {
  const did = committed ? '' : '将'
  return table(sheets, [
    { title: '工作表', value: ({ name }) => name },
    { title: '行数', value: ({ rows }) => rows },
    { title: '项目', value: ({ projects }) => projects },
    { title: `${did}新建`, value: ({ created }) => created },
    { title: `${did}更新`, value: ({ updated }) => updated },
    { title: '不变', value: ({ unchanged }) => unchanged },
    { title: '已开工', value: ({ started }) => started },
    { title: '未开工', value: ({ notStarted }) => notStarted },
    { title: '疑似重复', value: ({ suspectedDuplicates }) => suspectedDuplicates },
    { title: '待更正', value: ({ heldRows }) => heldRows },
    { title: '总投资（万元）', value: ({ totalInvestmentWan }) => formatNumber(totalInvestmentWan) },
    { title: '用地（亩）', value: ({ landMu }) => formatNumber(landMu) },
  ])
}

function findingsOf({ name, findings }: Pick<LedgerSheet, 'name' | 'findings'>): string[] {
  if (findings.length === 0) return []
  const lines = findings
    .slice(0, FINDINGS_SHOWN)
    .map(
      ({ row, column, level, message, question }) =>
        `  第 ${row} 行${column ? ` ${column} 列` : ''}  ${question ? '待确认' : LEVELS[level]}  ${message}`,
    )
  const more = findings.length - lines.length
  return ['', `${name}：${findings.length} 条`, ...lines, ...(more > 0 ? [`  …… 另有 ${more} 条，见 --json`] : [])]
}

const DIFFERENCES_SHOWN = 100

function editionText({ of, rows, absent, ...counts }: NonNullable<LedgerReport['edition']>): string[] {
  const lines = rows.slice(0, DIFFERENCES_SHOWN).map(({ row, name, values, stage }) => {
    const changed = values.map(({ label, from, to }) =>
      from === null && to === null ? `${label}有变化` : `${label} ${from ?? '未填'} → ${to ?? '未填'}`,
    )
    const moved = stage ? [`阶段 ${stage.from} → ${stage.to}${stage.backwards ? '（退回，不改动）' : ''}`] : []
    return `  第 ${row} 行  ${name}  ${[...changed, ...moved].join('；')}`
  })
  const more = rows.length - lines.length
  const named = absent.slice(0, DIFFERENCES_SHOWN).map(({ name }) => name)
  return [
    '',
    `与上一期（${of.fileName}，${businessTime(of.committedAt)} 导入）的差异：`,
    `  新增 ${counts.new} 个，有变化 ${counts.changed} 个，阶段变动 ${counts.stageMoved} 个，这期没有 ${counts.gone} 个`,
    ...lines,
    ...(more > 0 ? [`  …… 另有 ${more} 行，见 --json`] : []),
    ...(named.length > 0
      ? [`  这期没有（不删除）：${named.join('、')}${absent.length > named.length ? ' 等' : ''}`]
      : []),
  ]
}

function reportText({ sheets, edition }: LedgerReport, committed: boolean): string {
  const end = committed ? '已导入。' : '以上为预览，未写入；加 --commit 导入。'
  return [
    summary(sheets, committed),
    ...(edition ? editionText(edition) : []),
    ...sheets.flatMap(findingsOf),
    '',
    end,
  ].join('\n')
}

function undoText({ made, changed, kept, keptTotal }: UndoneImport, done: boolean): string {
  const did = done ? '已' : '将'
  const more = keptTotal - kept.length
  return [
    `${did}作废新建的 ${made} 个项目，${did}把更新的 ${changed} 个恢复到导入前。`,
    ...(keptTotal > 0 ? [`留下不动 ${keptTotal} 个：`, ...kept.map(({ name, why }) => `  ${name}  ${why}`)] : []),
    ...(more > 0 ? [`  …… 另有 ${more} 个`] : []),
    ...(done ? [] : ['以上为预览；加 --commit 撤销。']),
  ].join('\n')
}

const SKIPPED = {
  noHeader: '没有找到表头',
  hidden: '隐藏',
  byUser: '按选择不导入',
  nameless: '看不出名称列，没有读',
} as const

function explanationText({ sheets, questions }: Explanation): string {
  const lines = sheets.flatMap((sheet) => [
    `工作表“${sheet.name}”${sheet.skipped ? `（${SKIPPED[sheet.skipped]}）` : ''}`,
    ...sheet.tables.flatMap((each) => [
      `  表头第 ${each.top === each.bottom ? each.top : `${each.top}–${each.bottom}`} 行${each.skipped ? `（${SKIPPED[each.skipped]}）` : ''}`,
      ...each.columns.map(
        ({ column, header, label, unit, confidence, reason }) =>
          `    ${column}  ${header || '（无表头）'} → ${label ?? '不导入'}${unit ? `（${unitWord(unit)}）` : ''}  ${confidence}  ${reason}`,
      ),
    ]),
    ...sheet.rows
      .slice(0, FINDINGS_SHOWN)
      .map(({ row, kind, label, says }) => `    第 ${row} 行  ${kind}  ${label}${says ? `  ${says.reason}` : ''}`),
  ])
  const asked = questions.map(
    ({ open, message, places }) => `  ${open ? '待确认' : '已假定'}  ${message}（${places.length} 处）`,
  )
  return [...lines, ...(asked.length > 0 ? ['', '读法上的疑问', ...asked] : [])].join('\n')
}

function plotText(report: PlotReport, committed: boolean): string {
  const did = committed ? '' : '将'
  const rows = Object.entries(report.byStatus).map(([status, { plots, mu }]) => ({ status, plots, mu }))
  return [
    table(
      [...rows, { status: '合计', plots: report.plots, mu: report.totalMu }],
      [
        { title: '状态', value: ({ status }) => status },
        { title: '宗数', value: ({ plots }) => plots },
        { title: '面积（亩）', value: ({ mu }) => formatNumber(mu) },
      ],
    ),
    `${did}新建 ${report.created} 宗，${did}更新 ${report.updated} 宗，不变 ${report.unchanged} 宗，待更正 ${report.heldRows} 宗。`,
    ...findingsOf({ name: '提示', findings: report.findings }),
    '',
    committed ? '已导入。' : '以上为预览，未写入；加 --commit 导入。',
  ].join('\n')
}

export const importCommands: Command[] = [
  {
    name: 'import ledger',
    arguments: ['FILE'],
    summary: '读取签约台账（xlsx），预览或导入',
    details:
      '不带 --commit 只预览。有待更正的行时，其余照办，退出码为 1；预览时有待确认之处（question），退出码也是 1。有待确认之处而没有 --checked 的，--commit 不写入，退出码为 2。',
    options: {
      sheet: { value: '工作表', help: '只读这一张工作表' },
      answers: ANSWERS_OPTION,
      commit: { help: '写入数据库' },
      checked: { help: '待确认之处（如合计与读到的不符）已核对，照样导入' },
    },
    run: async (context, given) => {
      const commit = given.options.commit === true
      const file = existing(given.arguments[0]!)
      const isChecked = given.options.checked === true
      const report = await importLedger(context, {
        file,
        sheet: valueOf(given, 'sheet'),
        answers: answersOf(given),
        commit,
        isChecked,
      })
      const isAsked = !isChecked && report.sheets.some(({ findings }) => findings.some(({ question }) => question))
      return {
        document: report,
        text: reportText(report, commit),
        held: isAsked || report.sheets.some(({ heldRows }) => heldRows > 0),
      }
    },
  },
  {
    name: 'import explain',
    arguments: ['FILE'],
    summary: '逐张表说明台账是怎样读的、为什么，什么都不写入',
    details:
      '--json 列出每张表的表头、各列（字段、单位、把握、理由）、分组和各行的归类，以及待确认之处和能了结它的答案（answers，可直接用于 --answers）。有待确认之处时退出码为 1。',
    options: { answers: ANSWERS_OPTION },
    run: async (context, given) => {
      const found = await explainFile(context, { file: existing(given.arguments[0] ?? ''), answers: answersOf(given) })
      return { document: found, text: explanationText(found), held: found.questions.some(({ open }) => open) }
    },
  },
  {
    name: 'import plots',
    arguments: ['FILE'],
    summary: '读取地块（Shapefile 压缩包、GeoJSON、报盘 TXT、DXF、界址点表、台账表格），预览或导入',
    details: '不带 --commit 只预览。有待更正的行时，其余照办，退出码为 1。',
    options: {
      crs: { value: 'EPSG:代码', help: '坐标系，文件没有说明时用，如 EPSG:4549' },
      encoding: { value: '编码', help: '属性表的编码，文件没有说明时用，GBK、UTF-8 或 Big5' },
      datum: { value: '地图', help: 'GCJ-02（高德、腾讯）或 BD-09（百度）的经纬度：换算后只作示意' },
      status: { value: '状态', help: '文件没有状态时新地块按什么登记，如 规划未批' },
      commit: { help: '写入数据库' },
    },
    run: async (context, given) => {
      const commit = given.options.commit === true
      const file = existing(given.arguments[0]!)
      const asked = Object.fromEntries(
        ['crs', 'encoding', 'datum', 'status'].map((name) => [name, valueOf(given, name)]),
      )
      const options = openOptions(parseInput(readingOptions, asked))
      const report = await importPlots(context, { file, commit, options })
      return { document: report, text: plotText(report, commit), held: report.heldRows > 0 }
    },
  },
  {
    name: 'import undo',
    arguments: ['ID'],
    summary: '撤销已确认的导入，先看后办',
    details: '不带 --commit 只列出将要撤销和留下的。导入后又有人办理过的项目留下不动。',
    options: { commit: { help: '撤销' } },
    run: async (context, given) => {
      const [id = ''] = given.arguments
      const commit = given.options.commit === true
      const found = commit ? await undoImport(context, { id }) : await importToUndo(context, id)
      return { document: found, text: undoText(found, commit) }
    },
  },
]
