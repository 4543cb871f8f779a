import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import { transaction } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { isChanged, runVerdictName, type RunQuery } from '../../domain/runs/run'
import { askedSql } from './results-sql'
import { findRun, readResults } from './read-runs'

const HEAD = ['项目', '登记单位', '上次结论', '重判结论', '结论改变', '得分', '预期等级', '依据']
const AT_ONCE = 1000

async function* rows(context: RequestContext, id: string, query: RunQuery): AsyncGenerator<Cell[]> {
  let after = Prisma.sql`true`
  for (;;) {
    const where = Prisma.sql`${askedSql(query)} AND ${after}`
    const results = await readResults(context, id, { where, limit: AT_ONCE })
    for (const result of results)
      yield [
        result.name,
        result.unit,
        result.before && runVerdictName(result.before),
        runVerdictName(result.verdict),
        isChanged(result) ? '是' : '',
        result.score,
        result.class,
        result.fromRecord ? '台账' : '最近一次预审',
      ]
    const last = results.at(-1)
    if (!last || results.length < AT_ONCE) return
    after = Prisma.sql`r.project_id > ${last.id}::uuid`
  }
}

/** Writes the projects asked for, as far as the actor may see them, into a workbook. @throws forbidden, notFound */
export async function exportRun(context: RequestContext, id: string, query: RunQuery, file: string): Promise<number> {
  await findRun(context, id)
  const count = await writeXlsx(file, { name: '重判', head: HEAD, rows: rows(context, id, query) })
  await transaction((tx) =>
    recordAudit(tx, context, {
      action: 'screeningRun.export',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { count },
    }),
  )
  return count
}
