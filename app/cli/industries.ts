import { assertCan } from '~/auth/domain/can'
import { INDUSTRY_LEVEL_NAMES, INDUSTRY_STANDARD } from '~/parks/domain/industry-code'
import { searchIndustries } from '~/parks/server/industries'
import type { Command } from './command'
import { table } from './table'

const MOST = 2000

export const industryCommands: Command[] = [
  {
    name: 'industry list',
    arguments: ['QUERY'],
    summary: `按代码或名称查${INDUSTRY_STANDARD}`,
    details: '代码如 C35、3511，连同下级；名称写几个字。',
    options: {},
    run: async (context, given) => {
      assertCan(context.actor, 'park.read')
      const { items, total } = searchIndustries(given.arguments.join(' '), { limit: MOST })
      const text = table(items, [
        { title: '代码', value: ({ code, section }) => (code === section ? code : section + code) },
        { title: '层次', value: ({ level }) => INDUSTRY_LEVEL_NAMES[level] },
        { title: '名称', value: ({ name }) => name },
      ])
      return { document: { items, total }, text }
    },
  },
]
