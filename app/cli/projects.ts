import { askedProjects, asTheyWere } from '~/pipeline/server/asked-projects'
import { answerableUnit, type ListedProject } from '~/projects/domain/listed-project'
import { withNumbers } from '~/projects/domain/read-fields'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { exportProjects } from '~/projects/server/export'
import { listProjects } from '~/projects/server/list'
import { restoreProject, voidProject } from '~/projects/server/void-project'
import { invalidField } from '~/shared/errors'
import { formatNumber } from '~/shared/money'
import { valueOf, type Command } from './command'
import { everyPage } from './every-page'
import { table } from './table'

export const projectCommands: Command[] = [
  {
    name: 'project list',
    summary: '查询项目',
    options: {
      where: { value: '条件', help: '与项目列表的网址相同，如 "stage=signed&minWan=10000"' },
      xlsx: { value: '文件', help: '另存为 Excel 工作簿，含全部字段' },
    },
    run: async (context, given) => {
      const asked = askedProjects(context, new URLSearchParams(valueOf(given, 'where')))
      const { filter, sort, ignored, within, past } = asked
      if (ignored.length > 0) throw invalidField('where', `无法识别：${ignored.join('、')}`, 'unknown')
      const file = valueOf(given, 'xlsx')
      if (file) {
        const count = await exportProjects(context, { filter, sort, within, past }, file)
        return { document: { file, count }, text: `已写入 ${file}：${count} 行` }
      }
      const listed = await everyPage<ListedProject>((page) => listProjects(context, { filter, sort, within, ...page }))
      const items = await asTheyWere(listed, asked)
      const text = table(items, [
        { title: '项目', value: ({ name }) => name },
        { title: '阶段', value: (row) => STAGE_NAMES[(row.onDay ?? row).stage] },
        { title: '责任单位', value: answerableUnit },
        {
          title: '总投资（万元）',
          value: (row) => {
            const { investmentWan } = row.onDay ?? row
            return investmentWan && formatNumber(investmentWan)
          },
        },
      ])
      return { document: { items: items.map(withNumbers) }, text }
    },
  },
  {
    name: 'project void',
    arguments: ['ID'],
    summary: '作废登错的项目',
    options: { reason: { value: '原因', help: '作废原因', required: true } },
    run: async (context, given) => {
      const [id = ''] = given.arguments
      await voidProject(context, { projectId: id, reason: valueOf(given, 'reason') ?? '' })
      return { document: { id, voided: true }, text: '已作废。' }
    },
  },
  {
    name: 'project restore',
    arguments: ['ID'],
    summary: '恢复作废的项目',
    options: { reason: { value: '原因', help: '恢复原因', required: true } },
    run: async (context, given) => {
      const [id = ''] = given.arguments
      await restoreProject(context, { projectId: id, reason: valueOf(given, 'reason') ?? '' })
      return { document: { id, voided: false }, text: '已恢复。' }
    },
  },
]
