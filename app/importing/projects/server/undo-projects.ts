import { Prisma } from '~/generated/prisma/client'
import { auditActionWords, type AuditAction } from '~/audit/domain/words'
import { recordAudits } from '~/audit/server/record'
import type { Db, Tx } from '~/platform/database/client'
import { fieldOf, isFieldName } from '~/projects/domain/fields'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { explainConstraint } from '~/projects/server/constraints'
import { refreshMilestones } from '~/projects/server/milestones'
import { businessTime } from '~/shared/day'
import { groupedBy } from '../../tables/domain/group-by'
import type { KeptSubject, Undoing, WriteContext } from '../../tables/server/kind'
import { FILLED } from './filled-fields'
import { KEPT } from './kept-columns'
import { keptEvents, putBack, takeBackPeople, takeBackInvestors, type ChangedProject } from './put-back'

const { sql } = Prisma

/** What stands in the log of a project that goes with an import, or goes back. */
const TAKEN_BACK = 'project.takeBack' satisfies AuditAction

/** Acts that change nothing of a project, or that belong to imports themselves. */
const NO_WORK = ['personal.reveal', TAKEN_BACK]

/** The imports whose writing is no work of somebody else: this one, and those undone before. */
const ownBatches = (batchId: string) =>
  sql`SELECT id::text FROM import_batch WHERE id = ${batchId}::uuid OR state = 'undone'`

/** The last thing that was done to the project `p` since, `(actor_name, action, at)`; every act on a project stands in the log. */
const lastWork = (batchId: string) => sql`
  SELECT a.actor_name AS "actorName", a.action, a.at FROM audit_event a
  WHERE a.subject_type = 'project' AND a.subject_id = p.id::text AND a.action <> ALL(${NO_WORK})
    AND NOT (a.action = 'project.import' AND a.after->'import'->>'batchId' IN (${ownBatches(batchId)}))
  ORDER BY a.seq DESC LIMIT 1`

interface MadeProject {
  id: string
  name: string
  merged: boolean
  voided: boolean
  actorName: string | null
  action: string | null
  at: Date | null
}

/** The projects that a batch made; without an action nobody has worked on them. */
const madeSql = (batchId: string) => sql`
  SELECT p.id, p.name, p.merged_into_id IS NOT NULL AS merged, p.voided_at IS NOT NULL AS voided, work.*
  FROM import_row r JOIN project p ON p.id = r.subject_id LEFT JOIN LATERAL (${lastWork(batchId)}) work ON true
  WHERE r.batch_id = ${batchId}::uuid AND r.state = 'created'
  ORDER BY r.sheet, r.row_number`

/** The projects that it changed: what goes back, by column, and the columns that hold something else by now. */
const changedSql = (batchId: string, going: readonly string[]) => sql`
  SELECT p.id, p.name, p.version, ${KEPT} AS now,
    coalesce(jsonb_object_agg(each.key, each.before)
      FILTER (WHERE each.key IS NOT NULL AND ${KEPT}->each.key IS NOT DISTINCT FROM each.after), '{}') AS back,
    coalesce(array_agg(each.key ORDER BY each.key)
      FILTER (WHERE ${KEPT}->each.key IS DISTINCT FROM each.after), '{}') AS kept
  FROM (
    SELECT w.subject_id, was.key, (array_agg(was.value ORDER BY w.seq))[1] AS before,
      (array_agg(w.after->was.key ORDER BY w.seq DESC))[1] AS after
    FROM import_write w LEFT JOIN LATERAL jsonb_each(w.before) was ON true
    WHERE w.batch_id = ${batchId}::uuid AND w.subject_type = 'project' GROUP BY 1, 2
  ) each JOIN project p ON p.id = each.subject_id
  WHERE p.merged_into_id IS NULL AND p.voided_at IS NULL AND p.id <> ALL(${going}::uuid[])
  GROUP BY p.id ORDER BY p.id`

interface Plan {
  going: string[]
  changed: ChangedProject[]
  kept: KeptSubject[]
}

async function planOf(db: Db, batchId: string): Promise<Plan> {
  const made = await db.$queryRaw<MadeProject[]>(madeSql(batchId))
  const isGoing = ({ merged, voided, action }: MadeProject) => !merged && !voided && action === null
  const going = made.filter(isGoing).map(({ id }) => id)
  const changed = await db.$queryRaw<Omit<ChangedProject, 'keptStages'>[]>(changedSql(batchId, going))
  const stages = groupedBy(
    await keptEvents(
      db,
      batchId,
      changed.map(({ id }) => id),
    ),
    ({ projectId }) => projectId,
  )
  const whole = changed.map((project) => ({ ...project, keptStages: stages.get(project.id) ?? [] }))
  return {
    going,
    changed: whole,
    kept: [
      ...made.filter((project) => !isGoing(project)).map(({ id, name, ...rest }) => ({ id, name, why: workOn(rest) })),
      ...whole
        .filter(({ kept, keptStages }) => kept.length + keptStages.length > 0)
        .map((project) => ({ id: project.id, name: project.name, why: stayingOf(project) })),
    ],
  }
}

function workOn({ merged, voided, actorName, action, at }: Omit<MadeProject, 'id' | 'name'>): string {
  if (merged) return '已并入另一个项目'
  if (voided || !action || !at) return '已作废'
  return `${actorName} ${businessTime(at)} ${auditActionWords()[action] ?? action}`
}

const OTHER_COLUMNS: Record<string, string> = { land_note: '供地情况', investor_id: '投资方', landed_at_id: '落地单位' }
const LABELS = new Map(
  FILLED.map(({ name, column }) => [column, isFieldName(name) ? fieldOf(name).label : OTHER_COLUMNS[column]]),
)

function stayingOf({ kept, keptStages }: ChangedProject): string {
  const fields = kept.map((column) => LABELS.get(column) ?? OTHER_COLUMNS[column] ?? column)
  const stages = keptStages.map(({ stage }) => STAGE_NAMES[stage])
  return `导入后又改过：${[...fields, ...stages].join('、')}`
}

/** What undoing an import of a ledger would take back now. */
export async function undoingProjects(db: Db, batchId: string): Promise<Undoing> {
  const { going, changed, kept } = await planOf(db, batchId)
  return { made: going.length, changed: changed.length, kept }
}

/**
 * Takes back what an import wrote of projects. Those that it made are 作废: history is only ever appended, and as known
 * until now they are still there. Those that it changed go back to what they held, where it still holds what it wrote.
 */
export async function undoProjects(tx: Tx, undone: Pick<WriteContext, 'context' | 'origin'>): Promise<Undoing> {
  const { context, origin } = undone
  await tx.$queryRaw`
    SELECT id FROM project WHERE id IN (SELECT subject_id FROM import_row
      WHERE batch_id = ${origin.batchId}::uuid AND state IN ('created', 'updated')) ORDER BY id FOR UPDATE`
  const { going, changed, kept } = await planOf(tx, origin.batchId)
  const reason = `撤销导入“${origin.fileName}”`
  await tx.$executeRaw`
    INSERT INTO project_void (id, project_id, voided, reason, recorded_at, recorded_by_id, import_batch_id)
    SELECT gen_random_uuid(), id, true, ${reason}, ${context.now}::timestamptz, ${context.actor.userId}::uuid, ${origin.batchId}::uuid
    FROM unnest(${going}::uuid[]) AS id`
  await tx.$executeRaw`
    UPDATE project SET voided_at = ${context.now}::timestamptz, version = version + 1, updated_at = ${context.now}::timestamptz
    WHERE id = ANY(${going}::uuid[])`
  await explainConstraint(() => putBack(tx, undone, changed))
  await takeBackPeople(tx, origin.batchId)
  await takeBackInvestors(tx, undone)
  await refreshMilestones(
    tx,
    changed.map(({ id }) => id),
  )
  await recordAudits(
    tx,
    context,
    going.map((id) => ({
      action: TAKEN_BACK,
      subjectType: 'project',
      subjectId: id,
      after: { reason, import: origin },
    })),
  )
  return { made: going.length, changed: changed.length, kept }
}
