import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { Prisma } from '~/generated/prisma/client'
import { database, type Db } from '~/platform/database/client'
import { present } from '~/shared/present'
import { importKind } from '../../kinds'
import type { RowDifferences, EarlierEdition } from '../domain/edition'
import { findBatch, reportOf, type Batch } from './batch'
import { absentSubjects, countAbsent, namedInBatch } from './edition'
import type { ImportKind } from './kind'

const { sql } = Prisma

/** How a row differs from what is known; the last are subjects of the earlier edition that have no row. */
export const DIFFERENCE_TABS = ['changed', 'moved', 'new', 'gone'] as const

export type DifferenceTab = (typeof DIFFERENCE_TABS)[number]

type RowTab = Exclude<DifferenceTab, 'gone'>

const STANDS = sql`r.state IN ('pending', 'created', 'updated', 'unchanged')`

const IN_TAB: Record<RowTab, Prisma.Sql> = {
  changed: sql`${STANDS} AND r.differences->'values' IS NOT NULL`,
  moved: sql`${STANDS} AND r.differences->'moved' IS NOT NULL`,
  new: sql`(r.state = 'created' OR (r.state = 'pending' AND r.subject_id IS NULL))`,
}

export interface EditionSummary {
  /** the earlier edition; null where the file is none of a table that was imported before */
  of: EarlierEdition | null
  counts: Record<DifferenceTab, number>
}

/** What an import says otherwise than what is known, as it stands now; null where it knows nothing of its rows. */
export async function editionSummary(db: Db, kind: ImportKind, batch: Batch): Promise<EditionSummary | null> {
  const of = reportOf(batch).edition?.of ?? null
  const [counted] = await db.$queryRaw<Record<RowTab, number>[]>`
    SELECT (count(*) FILTER (WHERE ${IN_TAB.changed}))::int AS changed,
      (count(*) FILTER (WHERE ${IN_TAB.moved}))::int AS moved,
      (count(*) FILTER (WHERE ${IN_TAB.new}))::int AS new
    FROM import_row r WHERE r.batch_id = ${batch.id}::uuid`
  const counts = present(counted, 'the counts of differences')
  if (!of && counts.changed + counts.moved === 0) return null
  const gone = of ? await countAbsent(db, kind, of.id, namedInBatch(kind, batch.id)) : 0
  return { of, counts: { ...counts, gone } }
}

interface DifferingRow {
  id: string
  sheet: string
  rowNumber: number
  draft: unknown
  subjectId: string | null
  differences: RowDifferences | null
}

interface EditionPageOptions {
  tab: DifferenceTab
  offset: number
  limit: number
}

/** A page of what an import says otherwise. @throws AppError notFound (404) */
export async function editionPage(
  context: RequestContext,
  id: string | undefined,
  { tab, ...range }: EditionPageOptions,
) {
  assertCan(context.actor, 'import.read')
  const db = database()
  const batch = await findBatch(db, context, id)
  const kind = importKind(batch.kind)
  const { vocabulary, subjectPath } = kind
  const summary = await editionSummary(db, kind, batch)
  const of = summary?.of ?? null
  const items =
    tab === 'gone'
      ? of
        ? await absentSubjects(db, kind, of.id, namedInBatch(kind, batch.id), range)
        : []
      : await differingRows(db, batch.id, tab, range)
  return {
    batch: { id: batch.id, fileName: batch.fileName, state: batch.state },
    of,
    counts: summary?.counts ?? { changed: 0, moved: 0, new: 0, gone: 0 },
    subject: vocabulary.subject,
    previewTitle: vocabulary.previewTitle,
    previewColumns: vocabulary.previewColumns,
    items: items.map(({ id: itemId, sheet, rowNumber, draft, ...more }) => {
      const { subjectId, differences } = { subjectId: itemId, differences: null, ...more }
      return {
        id: itemId,
        sheet,
        rowNumber,
        preview: vocabulary.preview(vocabulary.whole(draft)),
        differences,
        path: subjectId && subjectPath(subjectId),
      }
    }),
  }
}

function differingRows(
  db: Db,
  batchId: string,
  tab: RowTab,
  { offset, limit }: Omit<EditionPageOptions, 'tab'>,
): Promise<DifferingRow[]> {
  return db.$queryRaw`
    SELECT r.id, r.sheet, r.row_number AS "rowNumber", r.draft, r.subject_id AS "subjectId", r.differences
    FROM import_row r WHERE r.batch_id = ${batchId}::uuid AND ${IN_TAB[tab]}
    ORDER BY r.sheet, r.row_number, r.beside LIMIT ${limit} OFFSET ${offset}`
}

export type EditionPage = Awaited<ReturnType<typeof editionPage>>
