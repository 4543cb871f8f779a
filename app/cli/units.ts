import { UNIT_KIND_NAMES } from '~/auth/domain/unit-kinds'
import { listUnits, type UnitRow } from '~/auth/server/list-units'
import type { Command } from './command'
import { everyPage } from './every-page'
import { table } from './table'

export const unitCommands: Command[] = [
  {
    name: 'unit list',
    summary: '按隶属关系列出单位',
    options: {},
    run: async (context) => {
      const items = await everyPage((page) => listUnits(context, page))
      const text = table(items, [
        { title: '单位', value: ({ depth, name }) => '  '.repeat(depth) + name },
        { title: '类别', value: ({ kind }) => UNIT_KIND_NAMES[kind] },
        { title: '状态', value: ({ confirmed }) => (confirmed ? '' : '待确认') },
        { title: '用户', value: ({ users }) => users },
        ...(items[0]?.holds ?? []).map(({ label }, at) => ({
          title: label,
          value: ({ holds }: UnitRow) => holds[at]?.count ?? 0,
        })),
        { title: '编号', value: ({ id }) => id },
      ])
      const plain = items.map(({ holds, ...unit }) => ({
        ...unit,
        ...Object.fromEntries(holds.map(({ key, count }) => [key, count])),
      }))
      return { document: { items: plain, total: items.length }, text }
    },
  },
]
