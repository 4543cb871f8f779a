import path from 'node:path'
import { recordAudit } from '~/audit/server/record'
import { assertCan } from '~/auth/domain/can'
import { backUp } from '~/platform/backup'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import type { Command } from './command'

export const backupCommands: Command[] = [
  {
    name: 'backup',
    arguments: ['FOLDER'],
    summary: '备份内置数据库和上传的文件，不必停机',
    details: '在 FOLDER 下新建 crm-日期 目录。恢复：停止程序，把 DATA_DIR 指到（或换成）这个目录再启动。',
    options: {},
    run: async (context, given) => {
      assertCan(context.actor, 'backup.make')
      const folder = await backUp(path.resolve(env().INIT_CWD ?? '.', given.arguments[0]!), context.now)
      await transaction((tx) =>
        recordAudit(tx, context, { action: 'backup.make', subjectType: 'system', after: { folder } }),
      )
      return { document: { folder }, text: `已备份到 ${folder}` }
    },
  },
]
