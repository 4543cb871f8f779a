import type { RequestContext } from '~/auth/domain/actor'
import { hasRole } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { AuditEntry } from '~/audit/domain/changes'
import { auditRows } from '~/audit/server/record'
import { assertUnitOpen } from '~/auth/server/account'
import { findOrCreateInvestor } from './find-or-create-investor'
import { industryWord } from '~/parks/server/industry-words'
import { insertTogether, newId, type TableRows } from '~/platform/database/bulk'
import { transaction, type Tx } from '~/platform/database/client'
import { KEEP_PLANS } from '~/platform/database/plans'
import { AppError, invalidField } from '~/shared/errors'
import { businessDay, onDay } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import { DUPLICATE_REASONS } from '../domain/likeness'
import type { ProjectInput } from '../domain/input'
import { alikeProjects, type Alike } from './alike'
import { stageCache } from '../domain/history'
import { cacheRow } from './events'
import { FACT_ROW_COLUMNS, factRow } from './facts'
import { refreshMilestones } from './milestones'
import { explainConstraint } from './constraints'
import { columnNamed, ownColumns } from './stored-fields'

/** The columns of a project that a form fills; the investor is looked up by name, and corrected where it was the project's `before`. */
export async function storedColumns(
  tx: Tx,
  context: RequestContext,
  input: ProjectInput,
  before?: { investorId: string | null },
) {
  const { investorName, investorUscc, origin } = input
  const investorId = investorName
    ? await findOrCreateInvestor(tx, context, { name: investorName, uscc: investorUscc, origin }, before?.investorId)
    : null
  const industry = await industryWord(tx, context, input.industry)
  return { ...ownColumns({ ...input, industry }), normalizedName: normalizedProjectName(input.name), investorId }
}

/** An officer or park registers for the own unit; the bureau for any. */
export function assertMayHold(context: RequestContext, unitId: string): void {
  if (context.actor.system || hasRole(context.actor, 'bureau') || context.actor.unitId === unitId) return
  throw invalidField('unitId', '只能以本单位名义登记', 'notOwnUnit')
}

export interface RegisterOptions {
  /** the user has seen the likely duplicates and says it is another project */
  distinct?: boolean
}

/**
 * Registers a lead with its first event.
 * @throws taken when another unit holds it, or only others' hidden projects know its company, or when likely duplicates were not confirmed as distinct.
 */
export async function registerProject(
  context: RequestContext,
  input: ProjectInput,
  { distinct = false }: RegisterOptions = {},
): Promise<{ id: string }> {
  assertCan(context.actor, 'project.register')
  assertMayHold(context, input.unitId)
  return explainConstraint(() =>
    transaction(async (tx) => {
      await takeCompany(tx, input)
      await assertUnitOpen(tx, input.unitId)
      await refuseDuplicate(tx, context, input, distinct)
      const columns = await storedColumns(tx, context, input)
      const id = newId()
      await insertTogether(tx, [...leadRows(context, id, columns), auditRows(context, [registration(id, input)])])
      await refreshMilestones(tx, [id])
      return { id }
    }),
  )
}

const registration = (subjectId: string, input: ProjectInput): AuditEntry => ({
  action: 'project.register',
  subjectType: 'project',
  subjectId,
  after: { ...input },
})

/** A new project with its first event and its first row of what figures group by. */
function leadRows(
  { now, actor }: RequestContext,
  id: string,
  stored: Awaited<ReturnType<typeof storedColumns>>,
): TableRows[] {
  const { from, to, precision } = onDay(businessDay(now))
  const event = {
    id: newId(),
    project_id: id,
    stage: 'lead' as const,
    occurred_from: from,
    occurred_to: to,
    precision,
    recorded_at: now,
    recorded_by_id: actor.userId,
  }
  const fact = { id: event.id, seq: 0, stage: event.stage, occurred: { from, to, precision }, statedOn: null }
  const project = {
    ...Object.fromEntries(Object.entries(stored).map(([name, value]) => [columnNamed(name), value])),
    ...cacheRow(stageCache([{ ...fact, recordedAt: now, supersedesId: null }])),
    id,
    version: 1,
    created_at: now,
    created_by_id: actor.userId,
    updated_at: now,
  }
  const recorded = { validFrom: null, recordedAt: now, recordedById: actor.userId }
  return [
    { table: 'project', columns: Object.keys(project), rows: [project] },
    { table: 'stage_event', columns: Object.keys(event), rows: [event] },
    { table: 'project_fact', columns: FACT_ROW_COLUMNS, rows: [factRow(id, stored, recorded)] },
  ]
}

/** Two who register one company at the same second stand in line: the second is told of the first. */
async function takeCompany(tx: Tx, { investorName, investorUscc }: ProjectInput): Promise<void> {
  const keys = [normalizedCompanyName(investorName ?? ''), investorUscc].filter(Boolean)
  await tx.$queryRaw`
    SELECT ${KEEP_PLANS} UNION ALL
    SELECT pg_advisory_xact_lock(k)::text FROM (SELECT hashtextextended('company ' || each, 0) AS k FROM unnest(${keys}::text[]) each ORDER BY 1) keys`
}

const alikeWords = ({ name, reason, voided }: Alike) =>
  `与${voided ? '已作废的' : ''}“${name}”${DUPLICATE_REASONS[reason]}`

async function refuseDuplicate(tx: Tx, context: RequestContext, input: ProjectInput, distinct: boolean): Promise<void> {
  const alike = await alikeProjects(tx, context, {
    name: input.name,
    investor: input.investorName,
    uscc: input.investorUscc,
    investmentWan: input.investmentWan,
    signedFrom: null,
  })
  if (alike.some(({ visible }) => !visible)) {
    throw new AppError('taken', {
      userMessage: '该企业的项目已登记，请联系招商局',
      errors: [{ path: 'investorName', code: 'taken', message: '已登记，请联系招商局' }],
    })
  }
  const [first] = alike
  if (!first || distinct) return
  throw new AppError('taken', {
    userMessage: '可能与已有项目重复，请核对；确认不是同一项目后可以继续登记',
    errors: [{ path: 'name', code: 'alike', message: alikeWords(first) }],
    detail: { alike },
  })
}
