import type { RequestContext } from '~/auth/domain/actor'
import { GROUP_KEYS, SCOPE_NAMES, TABLE_KEYS } from '~/pipeline/domain/grouping'
import { GRANULARITIES } from '~/pipeline/domain/scope'
import { flow, forecast, funnel, heat, overdue, sizes, survival } from '~/pipeline/server/single-figures'
import { writeXlsx } from '~/platform/xlsx'
import { formatNumber } from '~/shared/money'
import { valueOf, type Command, type Given, type CommandOption } from './command'
import { sheets, type FigureSheet } from './figure-sheets'
import { table } from './table'

const SCOPE_HELP: Record<(typeof SCOPE_NAMES)[number], string> = {
  unit: '责任单位的 id',
  park: '园区的 id',
  industry: '产业',
  chain: '产业链',
  sponsor: '包保领导',
  size: '规模段的下限（万元）',
  region: '来源地',
  channel: '来源',
  batch: '三个一批批次的 id',
  event: '推介活动的 id',
}

const COMMON: Record<string, CommandOption> = {
  'as-of': { value: '日期', help: '截至哪一天，缺省为今天' },
  'known-on': { value: '日期', help: '只算这一天及以前登记的，缺省为现在' },
  'signed-from': { value: '日期', help: '签约起始日（含）' },
  'signed-to': { value: '日期', help: '签约截止日（含）' },
  days: { value: '天数', help: '签约超过多少天未开工为逾期，缺省按规则（180）' },
  ...Object.fromEntries(SCOPE_NAMES.map((name) => [name, { value: '范围', help: `${SCOPE_HELP[name]}，none 为未填` }])),
  xlsx: { value: '文件', help: '另存为 Excel 工作簿' },
}

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

function questionOf(given: Given, options: Record<string, CommandOption>): Record<string, string | undefined> {
  const names = Object.keys(options).filter((name) => name !== 'xlsx')
  return Object.fromEntries(names.map((name) => [camel(name), valueOf(given, name)]))
}

interface Definition<Answer> {
  name: string
  summary: string
  options?: Record<string, CommandOption>
  figure: (context: RequestContext, question: never) => Promise<Answer>
  sheet: (answer: Answer) => FigureSheet
}

/** One figure as a command: printed, as JSON the same document as the API's, or as a workbook. */
function report<Answer>({ name, summary, options: own = {}, figure, sheet }: Definition<Answer>): Command {
  const options = { ...COMMON, ...own }
  return {
    name: `report ${name}`,
    summary,
    options,
    run: async (context, given) => {
      const document = await figure(context, questionOf(given, options) as never)
      const drawn = sheet(document)
      const file = valueOf(given, 'xlsx')
      if (file) await writeXlsx(file, drawn)
      return { document, text: file ? `已写入 ${file}：${drawn.rows.length} 行` : printed(drawn) }
    },
  }
}

const printed = ({ head, rows }: FigureSheet) =>
  table(
    rows,
    head.map((title, at) => ({
      title,
      value: (row) => {
        const cell = row[at]
        return typeof cell === 'number' ? formatNumber(cell) : (cell ?? '—')
      },
    })),
  )

const GROUP: Record<string, CommandOption> = { 'group-by': { value: '分组', help: GROUP_KEYS.join('、') } }

/** All that are overdue, page after page: a file has no next page. */
async function wholeOverdue(context: RequestContext, question: Parameters<typeof overdue>[1]) {
  const first = await overdue(context, { ...question, limit: 200 })
  const items = [...first.items]
  for (let cursor = first.nextCursor; cursor;) {
    const next = await overdue(context, { ...question, limit: 200, cursor })
    items.push(...next.items)
    cursor = next.nextCursor
  }
  return { ...first, items, nextCursor: null }
}

export const figureCommands: Command[] = [
  report({ name: 'funnel', summary: '各阶段项目数、投资、用地与到达比', figure: funnel, sheet: sheets.funnel }),
  report({
    name: 'heat',
    summary: '各期签约项目在 3、6、12、24 个月内到了哪一步',
    options: { by: { value: '时期', help: GRANULARITIES.join('、') } },
    figure: heat,
    sheet: sheets.heat,
  }),
  report({ name: 'survival', summary: '签约到开工要等多久', options: GROUP, figure: survival, sheet: sheets.survival }),
  report({
    name: 'overdue',
    summary: '签约超过若干天未开工的项目',
    options: {
      sort: { value: '次序', help: 'money（投资）、days（天数）' },
      soon: { value: '1', help: '30 天内将逾期的' },
    },
    figure: wholeOverdue,
    sheet: sheets.overdue,
  }),
  report({
    name: 'flow',
    summary: '两日之间项目在各阶段的进出',
    options: { 'compare-as-of': { value: '日期', help: '较早的一天，缺省为一个月前' } },
    figure: flow,
    sheet: sheets.flow,
  }),
  report({
    name: 'sizes',
    summary: '签约项目按规模、来源地、产业、来源、单位',
    options: { by: { value: '分类', help: TABLE_KEYS.join('、') } },
    figure: sizes,
    sheet: sheets.sizes,
  }),
  report({
    name: 'forecast',
    summary: '未开工项目何时开工，及历史回测的误差',
    options: GROUP,
    figure: forecast,
    sheet: sheets.forecast,
  }),
]
