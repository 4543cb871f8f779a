import { cohortInput } from '~/pipeline/domain/cohort-input'
import { COHORT_KEYS } from '~/pipeline/domain/grouping'
import { cohorts } from '~/pipeline/server/single-figures'
import { parseInput } from '~/shared/input'
import { formatNumber } from '~/shared/money'
import { shareWords } from '~/pipeline/domain/share-words'
import { writeXlsx } from '~/platform/xlsx'
import { valueOf, type Command } from './command'
import { sheets } from './figure-sheets'
import { table } from './table'

export const reportCommands: Command[] = [
  {
    name: 'report cohorts',
    summary: '某一时期签约的项目，截至某日到了哪一步',
    options: {
      'signed-from': { value: '日期', help: '签约起始日（含），如 2020-01-01' },
      'signed-to': { value: '日期', help: '签约截止日（含）' },
      'as-of': { value: '日期', help: '截至哪一天，缺省为今天' },
      'known-on': { value: '日期', help: '只算这一天及以前登记的，缺省为现在' },
      by: { value: '分组', help: COHORT_KEYS.join('、') },
      xlsx: { value: '文件', help: '另存为 Excel 工作簿' },
    },
    run: async (context, given) => {
      const question = parseInput(cohortInput, {
        signedFrom: valueOf(given, 'signed-from'),
        signedTo: valueOf(given, 'signed-to'),
        asOf: valueOf(given, 'as-of'),
        knownOn: valueOf(given, 'known-on'),
        by: valueOf(given, 'by'),
      })
      const { rows } = await cohorts(context, question)
      const file = valueOf(given, 'xlsx')
      if (file) {
        await writeXlsx(file, sheets.cohorts({ rows }))
        return { document: { rows }, text: `已写入 ${file}：${rows.length} 行` }
      }
      const text = table(rows, [
        { title: '', value: ({ label }) => label },
        { title: '签约', value: ({ signed }) => signed },
        { title: '供地', value: ({ landSupplied }) => landSupplied },
        { title: '开工', value: ({ started }) => started },
        { title: '竣工', value: ({ completed }) => completed },
        { title: '投产', value: ({ producing }) => producing },
        { title: '未开工', value: ({ notStarted }) => notStarted },
        { title: '其中暂缓', value: ({ notStartedSuspended }) => notStartedSuspended },
        { title: '未开工即终止', value: ({ neverStarted }) => neverStarted },
        { title: '开工率', value: ({ started, signed }) => shareWords(started, signed) },
        { title: '总投资（万元）', value: ({ investmentWan }) => formatNumber(investmentWan) },
        { title: '用地（亩）', value: ({ landMu }) => formatNumber(landMu) },
      ])
      return { document: { rows }, text }
    },
  },
]
