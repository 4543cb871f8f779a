import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { parseInput } from '~/shared/input'
import { columnLabels, listColumnsInput, USUAL_COLUMNS } from '../domain/list-columns'

/** The columns that this account chose for its list of projects; the usual ones until it does. */
export async function listColumns({ actor: { userId } }: RequestContext): Promise<readonly string[]> {
  const choice = userId ? await database().listColumns.findUnique({ where: { userId } }) : null
  const columns = choice ? listColumnsInput.parse(choice).columns : []
  return columns.length > 0 ? columns : USUAL_COLUMNS
}

/**
 * Chooses them, on every machine where the account signs in; none is back to the usual ones.
 * @throws forbidden
 */
export async function chooseListColumns(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'project.read')
  const { columns } = parseInput(listColumnsInput, input)
  const { userId } = context.actor
  if (!userId) return
  const before = await listColumns(context)
  await transaction(async (tx) => {
    await tx.listColumns.upsert({ where: { userId }, create: { userId, columns }, update: { columns } })
    await recordAudit(tx, context, {
      action: 'project.columns',
      subjectType: 'project',
      before: { columns: columnLabels(before) },
      after: { columns: columnLabels(columns.length > 0 ? columns : USUAL_COLUMNS) },
    })
  })
}
