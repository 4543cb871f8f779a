import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { importKind, kindsOf } from '../../kinds'
import { isUnit } from '../domain/answers'
import { unitWord } from '../domain/plan'
import type { RememberedWord, RememberedWords } from '../domain/remembered'
import { wordsChosen } from '../domain/words-chosen'
import { mappingOf, type Batch } from './batch'

/** Words in use, the latest: more than a county has headers. */
const MOST = 5_000
/** of one file, in the log */
const WORDS_LOGGED = 50

/** What people chose headers to mean, for files of a kind. */
export async function wordsInUse(db: Db, kind: string): Promise<RememberedWords> {
  const rows = await db.importWord.findMany({
    where: { kind, removedAt: null },
    orderBy: { chosenAt: 'desc' },
    take: MOST,
  })
  return new Map(rows.map((row) => [row.word, remembered(row)]))
}

type Stored = Pick<RememberedWord, 'word' | 'field' | 'unitAlone'> & { unit: string | null }

const remembered = ({ word, field, unit, unitAlone }: Stored): RememberedWord => ({
  word,
  field,
  unit: unit !== null && isUnit(unit) ? unit : null,
  unitAlone,
})

const isSame = (a: Stored, b: Stored) => a.field === b.field && a.unit === b.unit && a.unitAlone === b.unitAlone

/** Keeps what somebody chose for the headers of a file, once it is imported; the latest choice of a header counts. */
export async function rememberWords(tx: Tx, context: RequestContext, batch: Batch): Promise<void> {
  const chosen = wordsChosen(mappingOf(batch).sheets)
  if (chosen.length === 0) return
  const inUse = { kind: batch.kind, word: { in: chosen.map(({ word }) => word) }, removedAt: null }
  const known = new Map((await tx.importWord.findMany({ where: inUse })).map((row) => [row.word, row]))
  const news = chosen.filter((word) => {
    const before = known.get(word.word)
    return !before || !isSame(before, word)
  })
  if (news.length === 0) return
  await tx.importWord.updateMany({
    where: { ...inUse, word: { in: news.map(({ word }) => word) } },
    data: { removedAt: context.now, removedById: context.actor.userId },
  })
  await tx.importWord.createMany({
    data: news.map((word) => ({
      ...word,
      kind: batch.kind,
      fileName: batch.fileName,
      chosenAt: context.now,
      chosenById: context.actor.userId,
    })),
  })
  await recordAudit(tx, context, {
    action: 'import.remember',
    subjectType: 'import',
    subjectId: batch.id,
    after: { words: news.slice(0, WORDS_LOGGED).map((word) => `${word.word}：${meaningOf(batch.kind, word)}`) },
  })
}

/** What a word means, as people read it. */
function meaningOf(kind: string, { field, unit, unitAlone }: Stored): string {
  const label = field === null ? '不导入' : (importKind(kind).vocabulary.columns[field]?.label ?? field)
  const measured = unit !== null && isUnit(unit) ? unitWord(unit) : null
  if (unitAlone) return `以${measured ?? ''}为单位`
  return measured ? `${label}（${measured}）` : label
}

export interface ListedWord {
  id: string
  word: string
  meaning: string
  fileName: string
  by: string
  at: Date
}

/** Words in use, the latest first. */
export async function listWords(
  context: RequestContext,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ items: ListedWord[]; total: number }> {
  assertCan(context.actor, 'import.read')
  const where = { kind: { in: kindsOf(context.actor) }, removedAt: null }
  const [rows, total] = await Promise.all([
    database().importWord.findMany({
      where,
      orderBy: [{ chosenAt: 'desc' }, { id: 'desc' }],
      skip: offset,
      take: limit,
    }),
    database().importWord.count({ where }),
  ])
  const ids = [...new Set(rows.flatMap(({ chosenById }) => chosenById ?? []))]
  const users = await database().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  const items = rows.map((row) => ({
    id: row.id,
    word: row.word,
    meaning: meaningOf(row.kind, row),
    fileName: row.fileName,
    by: (row.chosenById === null ? undefined : names.get(row.chosenById)) ?? '系统',
    at: row.chosenAt,
  }))
  return { items, total }
}

/** From now on no file is read by this word; what was imported by it stays. @throws AppError notFound (404) */
export async function removeWord(context: RequestContext, id: string): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    const kind = { in: kindsOf(context.actor, 'import.run') }
    const row = isId(id) ? await tx.importWord.findFirst({ where: { id, kind } }) : null
    const removed = { removedAt: context.now, removedById: context.actor.userId }
    const { count } = row
      ? await tx.importWord.updateMany({ where: { id: row.id, removedAt: null }, data: removed })
      : { count: 0 }
    if (!row || count === 0) throw notFound('这个用词')
    await recordAudit(tx, context, {
      action: 'import.forgetWord',
      subjectType: 'importWord',
      subjectId: row.id,
      before: { meaning: meaningOf(row.kind, row) },
    })
  })
}
