import { Prisma } from '~/generated/prisma/client'
import { recordAudits } from '~/audit/server/record'
import { restorePlots, type WrittenPlot } from '~/land/server/write-plots'
import type { Db, Tx } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import type { KeptSubject, Undoing, WriteContext } from '../../tables/server/kind'

const { sql } = Prisma

interface MadePlot {
  id: string
  name: string
  version: number
  isDivided: boolean
  isAllocated: boolean
}

const madeSql = (batchId: string) => sql`
  SELECT t.id, t.code AS name, t.version, t.retired_on IS NOT NULL AS "isDivided",
    EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id) AS "isAllocated"
  FROM import_row r JOIN plot t ON t.id = r.subject_id
  WHERE r.batch_id = ${batchId}::uuid AND r.state = 'created' AND t.voided_at IS NULL
  ORDER BY r.sheet, r.row_number`

const writtenSql = (batchId: string) => sql`
  SELECT w.subject_id AS id, t.code AS name, w.before, w.after
  FROM import_write w JOIN plot t ON t.id = w.subject_id
  WHERE w.batch_id = ${batchId}::uuid AND w.subject_type = 'plot' AND t.retired_on IS NULL ORDER BY w.seq DESC`

const whyKept = ({ isDivided, isAllocated }: MadePlot) =>
  isDivided ? '已分割或合并' : isAllocated ? '已有项目选址或锁定' : '导入后又改过'

async function planOf(db: Db, batchId: string) {
  const made = await db.$queryRaw<MadePlot[]>(madeSql(batchId))
  const isGoing = ({ version, isDivided, isAllocated }: MadePlot) => version === 1 && !isDivided && !isAllocated
  const written = await db.$queryRaw<(WrittenPlot & { name: string })[]>(writtenSql(batchId))
  const kept = made.filter((plot) => !isGoing(plot)).map((plot): KeptSubject => ({ ...plot, why: whyKept(plot) }))
  return { going: made.filter(isGoing), written, kept }
}

/** What undoing an import of plots would take back now. */
export async function undoingPlots(db: Db, batchId: string): Promise<Undoing> {
  const { going, written, kept } = await planOf(db, batchId)
  return { made: going.length, changed: written.length, kept: kept.map(({ id, name, why }) => ({ id, name, why })) }
}

/** Takes back the plots that an import made, and gives back to others what they held before. */
export async function undoPlots(
  tx: Tx,
  { context, origin }: Pick<WriteContext, 'context' | 'origin'>,
): Promise<Undoing> {
  await tx.$queryRaw`
    SELECT id FROM plot WHERE id IN (SELECT subject_id FROM import_row
      WHERE batch_id = ${origin.batchId}::uuid AND state IN ('created', 'updated')) ORDER BY id FOR UPDATE`
  const { going, written, kept } = await planOf(tx, origin.batchId)
  const ids = going.map(({ id }) => id)
  await tx.$executeRaw`
    UPDATE plot SET voided_at = ${context.now}::timestamptz, retired_on = ${businessDay(context.now)}::date,
      version = version + 1, updated_at = ${context.now}::timestamptz
    WHERE id = ANY(${ids}::uuid[])`
  const staying = await restorePlots(tx, context, written, `撤销导入“${origin.fileName}”`)
  await recordAudits(
    tx,
    context,
    [...ids, ...written.map(({ id }) => id)].map((subjectId) => ({
      action: 'plot.takeBack' as const,
      subjectType: 'plot' as const,
      subjectId,
      after: { import: { batchId: origin.batchId, fileName: origin.fileName } },
    })),
  )
  return {
    made: ids.length,
    changed: written.length,
    kept: [
      ...kept.map(({ id, name, why }) => ({ id, name, why })),
      ...written.filter(({ id }) => staying.has(id)).map(({ id, name }) => ({ id, name, why: '导入后又改过' })),
    ],
  }
}
