import type { Cell, Sheet } from '~/platform/xlsx'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { HORIZONS } from '~/pipeline/domain/figures'
import type { flow, forecast, funnel, heat, overdue, sizes, survival } from '~/pipeline/server/single-figures'

/** The same on the command line and in the file. */
export type FigureSheet = Sheet<Cell[][]>

type Of<Figure extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Figure>>

export const sheets = {
  funnel: ({ rows }: Of<typeof funnel>): FigureSheet => ({
    name: '漏斗',
    head: ['阶段', '项目', '其中已认定', '总投资（万元）', '已认定（万元）', '用地（亩）', '当前在此', '转化率（%）'],
    rows: rows.map((row) => [
      STAGE_NAMES[row.stage],
      row.count,
      row.verified,
      row.investmentWan,
      row.verifiedWan,
      row.landMu,
      row.current,
      row.conversionPct,
    ]),
  }),
  heat: ({ rows }: Of<typeof heat>): FigureSheet => ({
    name: '签约批次',
    head: [
      '签约时间',
      '签约',
      ...HORIZONS.flatMap((months) => ['供地', '开工', '投产'].map((stage) => `${months}个月内${stage}（%）`)),
    ],
    rows: rows.map(({ label, signed, cells }) => [
      label,
      signed,
      ...cells.flatMap(({ pct }) => [pct.landSupplied, pct.started, pct.producing]),
    ]),
  }),
  survival: ({ groups }: Of<typeof survival>): FigureSheet => ({
    name: '等待曲线',
    head: ['分组', '签约', '已开工', '中位天数', '±'],
    rows: groups.map(({ label, curve, notComparable }) => [
      label,
      curve.total,
      curve.started,
      curve.medianDays,
      notComparable,
    ]),
  }),
  overdue: ({ items }: Of<typeof overdue>): FigureSheet => ({
    name: '逾期未开工',
    head: [
      '项目',
      '签约',
      '天数',
      '期限',
      '责任单位',
      '包保领导',
      '总投资（万元）',
      '存在问题',
      '下一步',
      '预计年税收（万元）',
      '预计开工',
    ],
    rows: items.map((item) => [
      item.name,
      item.signedOn,
      item.days,
      item.deadline,
      item.unit?.name ?? '未填',
      item.sponsor ?? '未填',
      item.investmentWan,
      item.blockingIssue,
      item.nextStep,
      item.annualTaxWan,
      item.forecast.expected,
    ]),
  }),
  flow: ({ rows }: Of<typeof flow>): FigureSheet => ({
    name: '进出',
    head: ['阶段', '期初', '进入', '离开', '其中暂缓', '其中终止', '期末'],
    rows: rows.map((row) => [
      STAGE_NAMES[row.state],
      row.start,
      row.entered,
      row.left,
      row.suspended,
      row.ended,
      row.end,
    ]),
  }),
  sizes: ({ rows }: Of<typeof sizes>): FigureSheet => ({
    name: '分类',
    head: [
      '分类',
      '签约',
      '占比（%）',
      '总投资（万元）',
      '占比（%）',
      '开工',
      '开工率（%）',
      '逾期',
      '当年签约',
      '当年开工',
      '当年开工率（%）',
    ],
    rows: rows.map((row) => [
      row.label,
      row.signed,
      row.countPct,
      row.investmentWan,
      row.wanPct,
      row.started,
      row.startedPct,
      row.overdue,
      row.signedThisYear,
      row.startedThisYear,
      row.sameYearPct,
    ]),
  }),
  forecast: ({ waiting, noPrecedent, quarters, backTests, meanErrorPct }: Of<typeof forecast>): FigureSheet => ({
    name: '开工预测',
    head: ['季度', '预计开工', '低', '高', '实际', '误差（%）'],
    rows: [
      ...quarters.map(({ label, noPrecedent: none, forecast: { expected, low, high } }) =>
        none < waiting ? [label, expected, low, high, null, null] : [label, null, null, null, null, null],
      ),
      [`等开工 ${waiting} 个，其中没有先例、无法预计`, noPrecedent, null, null, null, null],
      ...backTests.map(({ asOf, forecast: { expected, low, high }, actual, errorPct }) => [
        `回测：${asOf}以后一季`,
        expected,
        low,
        high,
        actual,
        errorPct,
      ]),
      ['平均误差', null, null, null, null, meanErrorPct],
    ],
  }),
}
