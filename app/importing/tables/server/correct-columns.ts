import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { AppError, invalid, type FieldError } from '~/shared/errors'
import { FIELD_LABELS, isField, type Field } from '../../projects/domain/columns'
import { columnName } from '../domain/columns-given'
import type { SheetPlan } from '../domain/plan'
import { findBatch, mappingOf, toJson } from './batch'

export interface ColumnsCorrected {
  id: string
  /** the version of the batch that was seen */
  version: number
  /** by sheet and column letter: a field, or empty for a column that is not imported */
  sheets: Record<string, { included: boolean; columns: Record<string, string> }>
}

/**
 * Takes corrected columns and has the file read again.
 * @throws invalid when one field is given to two columns of a sheet, or a sheet has no project name; stale when somebody was faster.
 */
export async function correctColumns(call: Call, { id, version, sheets }: ColumnsCorrected): Promise<void> {
  assertCan(call.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, id)
    const before = mappingOf(batch).sheets
    const corrected = before.map((plan) => (sheets[plan.name] ? correctedPlan(plan, sheets[plan.name]!) : plan))
    const wrong = corrected.flatMap(mistakesOf)
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
      throw new AppError('stale', { userMessage: '这次导入刚刚有变化（重新读取或已提交），请刷新后再调整' })
    }
    await enqueue('import-read', { batchId: id, userId: call.actor.userId }, { tx, key: id })
    await recordAudit(tx, call, {
      action: 'import.map',
      subjectType: 'import',
      subjectId: id,
      before: mappingWords(before),
      after: mappingWords(corrected),
    })
  })
}

function correctedPlan(plan: SheetPlan, { included, columns }: ColumnsCorrected['sheets'][string]): SheetPlan {
  return {
    ...plan,
    included,
    skipped: included ? null : 'byUser',
    columns: plan.columns.map((column) => {
      const given = columns[column.column]
      if (given === undefined) return column
      return { ...column, field: isField(given) ? given : null }
    }),
  }
}

function mistakesOf(plan: SheetPlan): FieldError[] {
  if (!plan.included) return []
  const taken = new Map<Field, string>()
  const wrong: FieldError[] = []
  for (const { field, column } of plan.columns) {
    if (!field) continue
    const other = taken.get(field)
    if (other) {
      const message = `“${FIELD_LABELS[field]}”已对应 ${other} 列，一个字段只能对应一列`
      wrong.push({ path: columnName(plan.name, column), code: 'twice', message })
    }
    taken.set(field, column)
  }
  if (!taken.has('name') && !taken.has('investor')) {
    wrong.push({ path: `sheet:${plan.name}`, code: 'noName', message: `工作表“${plan.name}”须指定“项目名称”列` })
  }
  return wrong
}

function mappingWords(plans: readonly SheetPlan[]): Record<string, unknown> {
  return Object.fromEntries(
    plans.map((plan) => [
      plan.name,
      plan.included ? plan.columns.map(({ column, field }) => `${column}=${field ?? ''}`).join(' ') : '不导入',
    ]),
  )
}
