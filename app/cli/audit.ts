import { readAuditAddress } from '~/audit/domain/audit-address'
import { exportAudit } from '~/audit/server/export-audit'
import { everyEvent } from '~/audit/server/list-audit'
import type { ToldEvent } from '~/audit/server/tell-events'
import { businessDay, businessTime } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { valueOf, type Command } from './command'
import { table } from './table'

/** What a terminal or one document takes; all of it goes into a workbook. */
const SHOWN = 1000

export const auditCommands: Command[] = [
  {
    name: 'audit list',
    summary: '查询审计日志',
    details: `最近的在前，最多列出 ${SHOWN} 条；--xlsx 写出全部。`,
    options: {
      where: { value: '条件', help: '与审计日志的网址相同，如 "who=王&from=2026-01-01"' },
      xlsx: { value: '文件', help: '另存为 Excel 工作簿' },
    },
    run: async (context, given) => {
      const { filter, ignored } = readAuditAddress(
        new URLSearchParams(valueOf(given, 'where')),
        businessDay(context.now),
      )
      if (ignored.length > 0) throw invalidField('where', `无法识别：${ignored.join('、')}`, 'unknown')
      const file = valueOf(given, 'xlsx')
      if (file) {
        const count = await exportAudit(context, filter, file)
        return { document: { file, count }, text: `已写入 ${file}：${count} 行` }
      }
      const items: ToldEvent[] = []
      for await (const event of everyEvent(context, filter)) if (items.push(event) === SHOWN) break
      const text = table(items, [
        { title: '时间', value: ({ at }) => businessTime(at) },
        { title: '人员', value: ({ actorName }) => actorName },
        { title: '操作', value: ({ title, refused }) => `${title}${refused ? '（未通过）' : ''}` },
        { title: '对象', value: ({ kind, name }) => [kind, name].filter(Boolean).join(' ') },
        { title: '地址', value: ({ address }) => address },
      ])
      return { document: { items }, text }
    },
  },
]
