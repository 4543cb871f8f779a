import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Db, Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { asJson } from '~/platform/database/bulk'
import type { EarlierEdition } from '../domain/edition'
import type { OpenOptions, UndoneImport } from './kind'
import type { Answers } from '../domain/answers'
import type { SheetPlan } from '../domain/plan'
import type { SheetReport } from '../domain/summary'

/** What stands in `import_batch.mapping`. */
export interface BatchMapping {
  /** how the file was read */
  sheets: SheetPlan[]
  /** what people have said of it, in the same words as a file of answers */
  answers?: Answers
  /** what was read before the last of these was said */
  before?: ReadBefore
}

/** Counts of a reading, over all sheets, by the keys of the vocabulary's counts. */
export interface ReadBefore {
  counts: Record<string, number>
  heldRows: number
  suspectedDuplicates: number
}

/** How a file differs from the edition before it, as it was read. */
export interface EditionReport {
  of: EarlierEdition
  /** rows that become subjects */
  new: number
  /** rows that say something else of their subject */
  changed: number
  /** subjects of the earlier edition that it does not name */
  gone: number
  /** rows whose stage went on, aside or back */
  stageMoved: number
}

/** What stands in `import_batch.report`; findings are those of the sheet, a row's stand with the row. */
export interface BatchReport {
  sheets: SheetReport[]
  newUnits: string[]
  newParks: string[]
  claimedAt?: string
  /** the import of which it is a newer edition, and what it says otherwise */
  edition?: EditionReport
  /** what taking it back did */
  undone?: UndoneImport
}

/** @throws AppError notFound (404); forbidden (403) for a kind that the actor has nothing to do with */
export async function findBatch(db: Db, { actor }: Pick<RequestContext, 'actor'>, id: string | undefined) {
  const batch = isId(id) ? await db.importBatch.findFirst({ where: { id }, include: { file: true } }) : null
  if (!batch) throw notFound('这次导入')
  assertCan(actor, 'import.read', { kind: batch.kind })
  return batch
}

export type Batch = Awaited<ReturnType<typeof findBatch>>

/** What the pages of a batch say of it: its file, and how far it is. */
export const headOf = ({ id, fileName, state, failure, progressDone, progressTotal, version }: Batch) => ({
  id,
  fileName,
  state,
  failure,
  progressDone,
  progressTotal,
  version,
})

export function mappingOf(batch: { mapping: Prisma.JsonValue }): BatchMapping {
  return (batch.mapping as unknown as BatchMapping | null) ?? { sheets: [] }
}

export function optionsOf(batch: { options: Prisma.JsonValue }): OpenOptions {
  return (batch.options as OpenOptions | null) ?? {}
}

export function reportOf(batch: { report: Prisma.JsonValue }): BatchReport {
  return (batch.report as unknown as BatchReport | null) ?? { sheets: [], newUnits: [], newParks: [] }
}

/** What the reading asks, in words: somebody is asked once more before it is written. */
export function openQuestions(batch: { report: Prisma.JsonValue }): string[] {
  return reportOf(batch).sheets.flatMap(({ name, findings }) =>
    findings
      .filter(({ question }) => question)
      .map(({ row, column, message }) => `“${name}”第 ${row} 行${column ? ` ${column} 列` : ''}：${message}`),
  )
}

/** A value for a json column, without what PostgreSQL cannot store. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(asJson(value))
}

/** One import is written after the other, so that two of the same file at once cannot make doubles. */
export async function takeImportTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('crm.importing'))`
}

/** Who holds the subjects of a table that names no unit: the reporting unit if known, else the importer's, else the root. */
export async function fallbackUnit(db: Db, context: RequestContext, reportedBy: string | null): Promise<string> {
  const named = reportedBy
    ? await db.unit.findFirst({ where: { name: reportedBy, validTo: null }, select: { id: true } })
    : null
  if (named) return named.id
  if (context.actor.unitId) return context.actor.unitId
  const root = await db.unit.findFirstOrThrow({ where: { parentId: null, validTo: null }, select: { id: true } })
  return root.id
}

/** Tells the loser of a race who was first, and when. */
export async function alreadyTaken(db: Db, batch: Batch): Promise<AppError> {
  const who = batch.committedById
    ? (await db.user.findUnique({ where: { id: batch.committedById }, select: { name: true } }))?.name
    : '系统'
  const { claimedAt } = reportOf(batch)
  const at = batch.committedAt ?? (claimedAt ? new Date(claimedAt) : null)
  const when = at ? at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }) : ''
  const done = batch.state === 'committed' ? '已由' : '正由'
  const verb = batch.state === 'committed' ? '导入' : '开始导入'
  return new AppError('taken', {
    userMessage: `这份台账${done} ${who ?? '另一位同事'} 于 ${when} ${verb}，不必再次导入`,
  })
}
