import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { AppError, invalid, type FieldError } from '~/shared/errors'
import { importKind } from '../../kinds'
import { columnKey, columnName } from '../domain/columns-given'
import type { SheetPlan, TablePlan } from '../domain/plan'
import { ruleOf, type Vocabulary } from '../domain/vocabulary'
import { findBatch, mappingOf, toJson } from './batch'

export interface ColumnsCorrected {
  id: string
  /** the version of the batch that was seen */
  version: number
  /** by sheet and column key: a field, or empty for a column that is not imported */
  sheets: Record<string, { included: boolean; columns: Record<string, string> }>
}

/**
 * Takes corrected columns and has the file read again.
 * @throws invalid when one field is given to two columns of a sheet, or a sheet has no project name; stale when somebody was faster.
 */
export async function correctColumns(
  context: RequestContext,
  { id, version, sheets }: ColumnsCorrected,
): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, id)
    const { vocabulary } = importKind(batch.kind)
    const before = mappingOf(batch).sheets
    const corrected = before.map((plan) => {
      const given = sheets[plan.name]
      return given ? correctedPlan(vocabulary, plan, given) : plan
    })
    const wrong = corrected.flatMap((plan) => mistakesOf(vocabulary, plan))
    if (wrong.length > 0) throw invalid(wrong)
    if (!corrected.some((plan) => plan.included)) {
      throw invalid([{ path: 'sheets', code: 'nothing', message: '至少导入一张工作表' }])
    }
    const { count } = await tx.importBatch.updateMany({
      where: { id, version, state: { in: ['previewed', 'failed'] } },
      data: {
        state: 'uploaded',
        mapping: toJson({ sheets: corrected }),
        failure: null,
        progressDone: 0,
        version: { increment: 1 },
      },
    })
    if (count === 0) {
      throw new AppError('stale', { userMessage: '这次导入刚刚有变化（重新读取或已导入），请刷新后再调整' })
    }
    await enqueue('import-read', { batchId: id, userId: context.actor.userId }, { tx, key: id })
    await recordAudit(tx, context, {
      action: 'import.map',
      subjectType: 'import',
      subjectId: id,
      before: mappingWords(before),
      after: mappingWords(corrected),
    })
  })
}

function correctedPlan(
  { columns: rules }: Vocabulary,
  plan: SheetPlan,
  { included, columns }: ColumnsCorrected['sheets'][string],
): SheetPlan {
  const correctedTable = (table: TablePlan, at: number): TablePlan => ({
    ...table,
    columns: table.columns.map((column) => {
      const given = columns[columnKey(at, column.column)]
      if (given === undefined) return column
      return { ...column, field: Object.hasOwn(rules, given) ? given : null }
    }),
  })
  return { ...plan, included, skipped: included ? null : 'byUser', tables: plan.tables.map(correctedTable) }
}

function mistakesOf(vocabulary: Vocabulary, plan: SheetPlan): FieldError[] {
  if (!plan.included) return []
  if (plan.tables.length === 0) return [nameless(vocabulary, plan)]
  return plan.tables.flatMap((table, at) => tableMistakes(vocabulary, plan, table, at))
}

function tableMistakes(vocabulary: Vocabulary, plan: SheetPlan, table: TablePlan, at: number): FieldError[] {
  const taken = new Map<string, string>()
  const wrong: FieldError[] = []
  for (const { field, column } of table.columns) {
    if (!field) continue
    const other = taken.get(field)
    if (other) {
      const message = `“${ruleOf(vocabulary.columns, field).label}”已对应 ${other} 列，一个字段只能对应一列`
      wrong.push({ path: columnName(plan.name, columnKey(at, column)), code: 'twice', message })
    }
    taken.set(field, column)
  }
  return vocabulary.naming.some((field) => taken.has(field)) ? wrong : [...wrong, nameless(vocabulary, plan)]
}

function nameless({ columns, naming }: Vocabulary, { name }: SheetPlan): FieldError {
  const message = `工作表“${name}”须指定“${ruleOf(columns, naming[0]).label}”列`
  return { path: `sheet:${name}`, code: 'noName', message }
}

function mappingWords(plans: readonly SheetPlan[]): Record<string, unknown> {
  const columns = (plan: SheetPlan) => plan.tables.flatMap((table) => table.columns)
  return Object.fromEntries(
    plans.map((plan) => [
      plan.name,
      plan.included
        ? columns(plan)
            .map(({ column, field }) => `${column}=${field ?? ''}`)
            .join(' ')
        : '不导入',
    ]),
  )
}
