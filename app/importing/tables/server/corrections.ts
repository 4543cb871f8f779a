import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { importKind, kindsOf } from '../../kinds'
import {
  correctedFields,
  printOfSaid,
  type CorrectedField,
  type EarlierCorrection,
  type EarlierCorrections,
  type TypedCells,
} from '../domain/corrected'
import { toJson, type Batch } from './batch'
import type { StoredRow } from './settle-row'

/** Corrections in use, the latest: more than anybody has made by hand. */
const MOST = 20_000

/** How rows of a kind were put right by hand, to be read so again. */
export async function correctionsInUse(db: Db, kind: string): Promise<EarlierCorrections> {
  const rows = await db.importCorrection.findMany({
    where: { kind, removedAt: null },
    orderBy: { correctedAt: 'desc' },
    take: MOST,
  })
  const names = await namesOf(db, rows)
  return new Map(
    rows.map((row): [string, EarlierCorrection] => [
      row.print,
      {
        id: row.id,
        values: new Map(Object.entries(row.values as Record<string, string>)),
        changes: changesOf(row),
        by: nameOf(names, row.correctedById),
        on: businessDay(row.correctedAt),
      },
    ]),
  )
}

interface RowCorrected {
  row: StoredRow
  said: TypedCells
  typed: TypedCells
  /** what the row is called once it is right */
  title: string
}

/** Keeps how a held row was put right, for the next file that says the same; the latest correction of a row counts. */
export async function rememberCorrection(
  tx: Tx,
  context: RequestContext,
  batch: Batch,
  { row, said, typed, title }: RowCorrected,
): Promise<void> {
  const inUse = { kind: batch.kind, print: printOfSaid(said), removedAt: null }
  const earlier = await tx.importCorrection.findFirst({ where: inUse })
  if (row.state !== 'held' && !earlier) return
  const { values, changes } = correctedFields(importKind(batch.kind).vocabulary, said, typed)
  const data = {
    title,
    values,
    changes: toJson(changes),
    correctedAt: context.now,
    correctedById: context.actor.userId,
  }
  if (earlier) await tx.importCorrection.update({ where: { id: earlier.id }, data })
  else await tx.importCorrection.create({ data: { ...data, kind: inUse.kind, print: inUse.print } })
}

export interface ListedCorrection {
  id: string
  title: string
  changes: CorrectedField[]
  by: string
  at: Date
}

/** Corrections in use, the latest first. */
export async function listCorrections(
  context: RequestContext,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ items: ListedCorrection[]; total: number }> {
  assertCan(context.actor, 'import.read')
  const where = { kind: { in: kindsOf(context.actor) }, removedAt: null }
  const [rows, total] = await Promise.all([
    database().importCorrection.findMany({ where, orderBy: { correctedAt: 'desc' }, skip: offset, take: limit }),
    database().importCorrection.count({ where }),
  ])
  const names = await namesOf(database(), rows)
  return { items: rows.map((row) => listed(row, names)), total }
}

/** The correction by which a row was read; null where it is no longer used. */
export async function correctionOf(db: Db, id: string | null): Promise<ListedCorrection | null> {
  const row = id ? await db.importCorrection.findFirst({ where: { id, removedAt: null } }) : null
  return row && listed(row, await namesOf(db, [row]))
}

/** From now on no file is read by this correction; what was imported by it stays. @throws AppError notFound (404) */
export async function removeCorrection(context: RequestContext, id: string | undefined): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction((tx) => forgetCorrection(tx, context, id))
}

/** As `removeCorrection`, inside a transaction. */
export async function forgetCorrection(tx: Tx, context: RequestContext, id: string | undefined): Promise<void> {
  const kind = { in: kindsOf(context.actor, 'import.run') }
  const row = isId(id) ? await tx.importCorrection.findFirst({ where: { id, kind } }) : null
  const removed = { removedAt: context.now, removedById: context.actor.userId }
  const { count } = row
    ? await tx.importCorrection.updateMany({ where: { id: row.id, removedAt: null }, data: removed })
    : { count: 0 }
  if (!row || count === 0) throw notFound('这条更正')
  await recordAudit(tx, context, {
    action: 'import.forget',
    subjectType: 'importCorrection',
    subjectId: row.id,
    before: {
      corrected: changesOf(row)
        .map(({ label }) => label)
        .join('、'),
    },
  })
}

type Stored = NonNullable<Awaited<ReturnType<Db['importCorrection']['findFirst']>>>

const changesOf = ({ changes }: Pick<Stored, 'changes'>) => changes as unknown as CorrectedField[]

const listed = (row: Stored, names: Names): ListedCorrection => ({
  id: row.id,
  title: row.title,
  changes: changesOf(row),
  by: nameOf(names, row.correctedById),
  at: row.correctedAt,
})

type Names = ReadonlyMap<string, string>

const nameOf = (names: Names, id: string | null) => (id === null ? null : names.get(id)) ?? '系统'

async function namesOf(db: Db, rows: readonly { correctedById: string | null }[]): Promise<Names> {
  const ids = [...new Set(rows.flatMap(({ correctedById }) => correctedById ?? []))]
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}
