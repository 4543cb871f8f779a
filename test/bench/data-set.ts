import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { closeDatabase, database, useConnection } from '~/platform/database/client'
import { attachEmbedded } from '~/platform/database/embedded/attach'
import { prepareDatabase, withClient } from '~/platform/database/prepare'
import { refreshMilestones } from '~/projects/server/milestones'
import { seedIfEmpty } from '~/seed'
import { businessDay } from '~/shared/day'
import { fill } from './fill'
import { checkLaws } from './consistency'
import { print } from './measure'

/** Fills a database in the folder, unless it stands there already. */
export async function buildOnce(projects: number, folder: string, now: Date): Promise<void> {
  if (existsSync(path.join(folder, 'filled'))) return
  mkdirSync(folder, { recursive: true })
  // what a run left that was stopped while filling
  rmSync(path.join(folder, 'database'), { recursive: true, force: true })
  const attached = await attachEmbedded(path.join(folder, 'database'))
  try {
    await prepareDatabase(attached.connection)
    await useConnection(attached.connection)
    await seedIfEmpty({ mode: 'none', now })
    const began = performance.now()
    await withClient(attached.connection.owner, (owner) => fill(owner, { projects, today: businessDay(now) }))
    await refreshMilestones(database())
    await withClient(attached.connection.owner, (owner) => owner.query('VACUUM ANALYZE project_milestone'))
    const counts = await withClient(attached.connection.owner, async (owner) => {
      const names = [
        'project',
        'stage_event',
        'project_fact',
        'investor',
        'contact',
        'evidence',
        'audit_event',
        'plot',
        'unit',
      ]
      const { rows } = await owner.query<{ size: string }>(
        'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
      )
      const each: string[] = []
      for (const name of names)
        each.push(`${name} ${(await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`)).rows[0]!.n}`)
      return `${each.join('，')}；数据库 ${rows[0]!.size}`
    })
    print(`已建数据（${((performance.now() - began) / 1000).toFixed(0)} 秒）：${counts}`)
    print('走访尚无数据表，未计入。')
    print(`抽查 ${await checkLaws()} 个项目：阶段缓存与事件、当前值与历史值一致。`)
    await withClient(attached.connection.owner, (owner) => owner.query('CHECKPOINT'))
    mkdirSync(path.join(folder, 'filled'))
  } finally {
    await closeDatabase()
    await attached.release()
  }
}
