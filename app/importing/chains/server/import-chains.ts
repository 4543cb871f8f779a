import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import { newId } from '~/platform/database/bulk'
import { asOneTransaction, database } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { chainRow, rowOutcome, type ChainRow, type RowOutcome } from '../domain/rows'
import { plainFileName } from '../../tables/server/upload-table'
import { applyRows } from './apply-rows'
import { readWorkbook } from './read-workbook'

const json = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value))

/** Says that all that was done was only to see what would become of it. */
class OnlyTried extends Error {}

/** What would become of the rows: they are applied, and all of it is taken back. */
async function tryRows(context: RequestContext, rows: readonly ChainRow[]): Promise<RowOutcome[]> {
  let outcomes: RowOutcome[] = []
  try {
    await asOneTransaction(async () => {
      outcomes = await applyRows(context, rows)
      throw new OnlyTried()
    })
  } catch (error) {
    if (!(error instanceof OnlyTried)) throw error
  }
  return outcomes
}

/** Reads a workbook and keeps its rows with what would become of each. @throws invalid (422) at the file */
export async function previewChains(
  context: RequestContext,
  { path, name }: { path: string; name: string },
): Promise<{ id: string }> {
  assertCan(context.actor, 'chain.manage')
  const fileName = plainFileName(name)
  const { rows, notes } = await readWorkbook(path, fileName)
  const outcomes = await tryRows(context, rows)
  return database().chainImport.create({
    data: {
      fileName,
      rows: json(rows),
      notes,
      outcomes: json(outcomes),
      createdAt: context.now,
      createdById: context.actor.userId,
    },
    select: { id: true },
  })
}

export interface ReadChainImport {
  id: string
  fileName: string
  createdAt: Date
  committedAt: Date | null
  notes: string[]
  outcomes: RowOutcome[]
}

/** An import with what became, or would become, of its rows. @throws notFound */
export async function readChainImport(context: RequestContext, id: string | undefined): Promise<ReadChainImport> {
  assertCan(context.actor, 'chain.manage')
  const found = isId(id) && (await database().chainImport.findUnique({ where: { id } }))
  if (!found) throw notFound('这次导入')
  const { fileName, createdAt, committedAt, notes } = found
  return { id: found.id, fileName, createdAt, committedAt, notes, outcomes: z.array(rowOutcome).parse(found.outcomes) }
}

/** The last imports of chains. */
export async function listChainImports(context: RequestContext) {
  assertCan(context.actor, 'chain.manage')
  return database().chainImport.findMany({
    select: { id: true, fileName: true, createdAt: true, committedAt: true },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
}

/** Writes the rows of an import, all that can be taken. @throws notFound, conflict when they were written already */
export async function commitChains(context: RequestContext, id: string | undefined): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  if (!isId(id)) throw notFound('这次导入')
  await asOneTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM chain_import WHERE id = ${id}::uuid FOR UPDATE`
    const found = await tx.chainImport.findUnique({ where: { id } })
    if (!found) throw notFound('这次导入')
    if (found.committedAt) throw new AppError('conflict', { userMessage: '这次导入已经写入，不用再确认' })
    const act = newId()
    const outcomes = await applyRows({ ...context, partOf: act }, z.array(chainRow).parse(found.rows))
    const count = (result: RowOutcome['result']) => outcomes.filter((each) => each.result === result).length
    await recordAudit(tx, context, {
      id: act,
      action: 'chain.import',
      subjectType: 'chain',
      after: { fileName: found.fileName, created: count('created'), updated: count('updated'), held: count('held') },
    })
    await tx.chainImport.update({ where: { id }, data: { outcomes: json(outcomes), committedAt: context.now } })
  })
}
