import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { editionSigns, recogniseEdition, type PlannedTables, type EarlierEdition } from '../domain/edition'
import { mappingOf } from './batch'
import type { ImportKind } from './kind'

const { sql } = Prisma

/** A subject of the earlier edition that the newer one does not name. Nothing happens to it. */
export interface AbsentSubject {
  id: string
  name: string
  sheet: string
  rowNumber: number
  draft: unknown
}

/** What a file names, as selects without nulls: ids of subjects, and names of rows that wait for correction. */
export interface NamedInFile {
  subjects: Prisma.Sql
  heldNames: Prisma.Sql
}

/** What the stored rows of an import name. */
export const namedInBatch = ({ vocabulary }: ImportKind, batchId: string): NamedInFile => ({
  subjects: sql`
    SELECT subject_id AS id FROM import_row WHERE batch_id = ${batchId}::uuid AND subject_id IS NOT NULL
    UNION ALL SELECT duplicate_subject_id FROM import_row WHERE batch_id = ${batchId}::uuid AND duplicate_subject_id IS NOT NULL`,
  heldNames: sql`
    SELECT ${nameOf(vocabulary.naming[0])} AS name FROM import_row r
    WHERE r.batch_id = ${batchId}::uuid AND r.state = 'held' AND ${nameOf(vocabulary.naming[0])} IS NOT NULL`,
})

const nameOf = (key: string) => sql`coalesce(r.draft->>${key}, r.draft->'values'->>${key})`

interface CandidateRow {
  id: string
  fileName: string
  committedAt: Date
  mapping: Prisma.JsonValue
  shared: number
  rows: number
}

/** Finds the committed import of which a file is a newer edition, by the subjects that it names; null when there is none. */
export async function editionBefore(
  db: Db,
  kind: ImportKind,
  file: { sheets: readonly PlannedTables[]; rows: number; subjectIds: readonly string[] },
): Promise<EarlierEdition | null> {
  if (file.subjectIds.length === 0) return null
  const found = await db.$queryRaw<CandidateRow[]>`
    WITH met AS (
      SELECT s.id, s.standing_id FROM (${kind.subjects}) s WHERE s.standing_id = ANY(${[...file.subjectIds]}::uuid[])
    ), shared AS (
      SELECT r.batch_id, count(DISTINCT met.standing_id)::int AS subjects
      FROM met JOIN import_row r ON r.subject_id = met.id AND ${BECAME}
      GROUP BY r.batch_id
    )
    SELECT b.id, b.file_name AS "fileName", b.committed_at AS "committedAt", b.mapping, shared.subjects AS shared,
      (SELECT count(DISTINCT r.subject_id)::int FROM import_row r WHERE r.batch_id = b.id AND ${BECAME}) AS rows
    FROM shared JOIN import_batch b ON b.id = shared.batch_id
    WHERE b.kind = ${kind.id} AND b.state = 'committed'
    ORDER BY b.committed_at DESC, b.id DESC`
  const candidates = found.map((row) => ({ ...row, ...editionSigns(mappingOf(row).sheets, row.rows) }))
  const before = recogniseEdition(editionSigns(file.sheets, file.rows), candidates)
  return before && { id: before.id, fileName: before.fileName, committedAt: before.committedAt.toISOString() }
}

const BECAME = sql`r.state IN ('created', 'updated', 'unchanged')`

/** The rows `r` of an earlier edition whose subjects `s` a file does not name. */
const absentFrom = (kind: ImportKind, editionId: string, named: NamedInFile) => sql`
  FROM import_row r JOIN (${kind.subjects}) s ON s.id = r.subject_id
    JOIN import_batch b ON b.id = r.batch_id AND b.state = 'committed'
  WHERE r.batch_id = ${editionId}::uuid AND ${BECAME} AND NOT s.voided
    -- NOT IN is hashed however few rows of a file just read the planner believes in; NOT EXISTS took 45 s for 10,000
    AND s.standing_id NOT IN (${named.subjects})
    AND coalesce(${nameOf(kind.vocabulary.naming[0])}, '') NOT IN (${named.heldNames})`

/** The subjects of an earlier edition that a file does not name, in the order of that edition. */
export function absentSubjects(
  db: Db,
  kind: ImportKind,
  editionId: string,
  named: NamedInFile,
  { offset, limit }: { offset: number; limit: number },
): Promise<AbsentSubject[]> {
  return db.$queryRaw`
    SELECT * FROM (
      SELECT DISTINCT ON (s.standing_id) s.standing_id AS id, s.name, r.sheet, r.row_number AS "rowNumber", r.draft
      ${absentFrom(kind, editionId, named)}
      ORDER BY s.standing_id, r.sheet, r.row_number
    ) absent
    ORDER BY sheet, "rowNumber", id LIMIT ${limit} OFFSET ${offset}`
}

/** How many there are. */
export async function countAbsent(db: Db, kind: ImportKind, editionId: string, named: NamedInFile): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT s.standing_id)::int AS count ${absentFrom(kind, editionId, named)}`
  return rows[0]?.count ?? 0
}
