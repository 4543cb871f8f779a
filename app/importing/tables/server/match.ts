import type { Db } from '~/platform/database/client'
import { valueAt } from '~/shared/present'
import type { RowDifferences } from '../domain/edition'
import { groupedBy } from '../domain/group-by'
import type { Differences, LikenessIndex, TableDraft } from '../domain/vocabulary'
import type { Candidate, ImportKind, KnownSubject, NamedSubject } from './kind'

export type Verdict =
  | { outcome: 'created' }
  | {
      outcome: 'updated'
      subjectId: string
      known: KnownSubject
      changes: Differences
      differences: RowDifferences | null
    }
  | { outcome: 'unchanged'; subjectId: string; changes: Differences; differences: RowDifferences | null }
  | { outcome: 'duplicate'; subjectId: string; subjectName: string; reason: string; voided: boolean }

export interface KnownIdentity {
  identity: string
  /** which of the subjects that share the identity */
  ordinal: number
  subjectId: string
  /** of the subject */
  name: string
  voided: boolean
  /** what the imports of this row have said so far; null for a subject typed by hand, of which an empty cell says nothing */
  base: TableDraft | null
}

/** Subjects by identity; several may share one. */
export type KnownIdentities = Map<string, KnownIdentity[]>

export const knownAs = (known: KnownIdentities, { identity, draft }: Candidate): KnownIdentity | undefined =>
  known.get(identity)?.find(({ ordinal }) => ordinal === draft.ordinal)

/**
 * Says for each row whether the database knows it, suspects it, or will make a new subject; no query per row.
 * `lock`: known subjects are held until the transaction ends, so that no edit is lost.
 */
export async function matchRows(
  db: Db,
  kind: ImportKind,
  rows: readonly Candidate[],
  { lock = false, known: asked }: { lock?: boolean; known?: KnownIdentities } = {},
): Promise<Verdict[]> {
  await kind.settleWords(
    db,
    rows.map(({ draft }) => draft),
  )
  const known = asked ?? (await knownIdentities(db, kind, rows))
  const filled = await standingOf(db, kind, rows)
  const identities = new Map(rows.map((row) => [row, row.fills ? undefined : knownAs(known, row)]))
  const said = new Map(rows.map((row) => [row, changesSince(kind, row, identities.get(row))]))
  // Of a subject whose row says nothing new, nothing need be read.
  const open = rows.filter((row) => identities.get(row) && !isQuiet(said.get(row)))
  const ids = [...new Set([...open.flatMap((row) => identities.get(row)?.subjectId ?? []), ...filled.values()])].sort()
  if (lock && ids.length > 0) await kind.lock(db, ids)
  const subjects = await kind.known(db, ids)
  const fresh = rows.filter((row) => !row.isDistinct && !row.fills && !identities.get(row))
  const suspects = await kind.alike(db, fresh)
  return rows.map((row): Verdict => {
    if (row.fills) return filling(kind, row, subjects.get(valueAt(filled, row.fills)))
    const identity = identities.get(row)
    if (!identity) return row.isDistinct ? { outcome: 'created' } : suspected(row, suspects)
    const { subjectId, name, voided } = identity
    const subject = subjects.get(subjectId)
    // What is 作废 is not brought back by a file: somebody says whether the row speaks of it.
    if (voided || subject?.voided) {
      if (row.isDistinct) return { outcome: 'created' }
      return { outcome: 'duplicate', subjectId, subjectName: name, reason: '', voided: true }
    }
    const { base } = identity
    if (!subject) {
      const changes = said.get(row) ?? NOTHING_NEW
      return {
        outcome: 'unchanged',
        subjectId,
        changes,
        differences: kind.told(row.draft, changes, { now: null, base }),
      }
    }
    // An identity that two subjects share never makes one of them the other.
    const reason = row.isDistinct ? null : kind.vocabulary.whyAnother(subject.draft, row.draft)
    if (reason) return { outcome: 'duplicate', subjectId, subjectName: name, reason, voided: false }
    const changes = kind.stillOpen(said.get(row) ?? kind.changes(subject.draft, { ...row.draft, blanks: [] }), subject)
    const differences = kind.told(row.draft, changes, { now: subject.draft, base })
    return isQuiet(changes)
      ? { outcome: 'unchanged', subjectId, changes, differences }
      : { outcome: 'updated', subjectId, known: subject, changes, differences }
  })
}

const NOTHING_NEW: Differences = { words: [], missing: null }

/** The subjects that rows fill up: of a merged one, the one it went into. */
async function standingOf(db: Db, kind: ImportKind, rows: readonly Candidate[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ fills }) => fills ?? [])
  if (ids.length === 0) return new Map()
  const found = await db.$queryRaw<{ id: string; standingId: string }[]>`
    SELECT s.id, s.standing_id AS "standingId" FROM (${kind.subjects}) s WHERE s.id = ANY(${ids}::uuid[])`
  const standing = new Map(found.map(({ id, standingId }) => [id, standingId]))
  return new Map(ids.map((id) => [id, standing.get(id) ?? id]))
}

/** Only what the subject lacks, as it is now. */
function filling(kind: ImportKind, { draft, fills }: Candidate, subject: KnownSubject | undefined): Verdict {
  if (!subject || subject.voided) {
    const subjectId = subject?.id ?? fills ?? ''
    return { outcome: 'duplicate', subjectId, subjectName: '', reason: '', voided: true }
  }
  const changes = kind.lacking(subject, draft)
  const differences = kind.told(draft, changes, { now: subject.draft, base: null })
  return isQuiet(changes)
    ? { outcome: 'unchanged', subjectId: subject.id, changes, differences }
    : { outcome: 'updated', subjectId: subject.id, known: subject, changes, differences }
}

/** What the row says otherwise than its imports so far; null where there was none. */
function changesSince(kind: ImportKind, row: Candidate, known: KnownIdentity | undefined): Differences | null {
  return known?.base ? kind.changes(known.base, row.draft) : null
}

/** Does the row say nothing new of this subject? */
export function saysNothingNew(kind: ImportKind, row: Candidate, known: KnownIdentity): boolean {
  return isQuiet(changesSince(kind, row, known))
}

function isQuiet(changes: Differences | null | undefined): boolean {
  return changes?.words.length === 0
}

function suspected(row: Candidate, suspects: LikenessIndex<TableDraft, NamedSubject>): Verdict {
  const found = suspects.find(row.draft)
  return found
    ? {
        outcome: 'duplicate',
        subjectId: found.of.id,
        subjectName: found.of.name,
        reason: found.reason,
        voided: found.of.voided,
      }
    : { outcome: 'created' }
}

/** The subjects that rows of these identities became, and those typed by hand that a row names. */
export async function knownIdentities(db: Db, kind: ImportKind, rows: readonly Candidate[]): Promise<KnownIdentities> {
  if (rows.length === 0) return new Map()
  const imported = await db.$queryRaw<KnownIdentity[]>`
    SELECT DISTINCT ON (r.identity, r.ordinal) r.identity, r.ordinal, s.standing_id AS "subjectId", s.name, s.voided, r.draft AS base
    FROM (SELECT *, coalesce((draft->>'ordinal')::int, 1) AS ordinal FROM import_row
          WHERE identity = ANY(${rows.map((row) => row.identity)}) AND state IN ('created', 'updated', 'unchanged')) r
      JOIN import_batch b ON b.id = r.batch_id AND b.kind = ${kind.id} AND b.state <> 'undone'
      JOIN (${kind.subjects}) s ON s.id = r.subject_id
    ORDER BY r.identity, r.ordinal, r.id DESC`
  for (const row of imported) row.base = kind.vocabulary.whole(row.base)
  const known: KnownIdentities = groupedBy(imported, (row) => row.identity)
  await addEarlierWords(db, kind, rows, known)

  // One decided to be a subject of its own, or come for a second time, is none that somebody typed.
  const rest = rows.filter((row) => !known.has(row.identity) && !row.isDistinct && row.draft.ordinal === 1)
  if (rest.length === 0) return known
  for (const { identity, ...subject } of await kind.typed(db, rest)) {
    if (!known.has(identity)) known.set(identity, [{ identity, ...subject, ordinal: 1, base: null }])
  }
  return known
}

/** Where a row's last table lacked a column that this one has, all its tables count; few rows, as counties keep their columns. */
async function addEarlierWords(
  db: Db,
  { id, vocabulary }: ImportKind,
  rows: readonly Candidate[],
  known: KnownIdentities,
): Promise<void> {
  const open = rows.filter(({ identity, draft }) =>
    known.get(identity)?.some(({ base }) => base && vocabulary.goesBeyond(draft, base)),
  )
  if (open.length === 0) return
  const stored = await db.$queryRaw<{ identity: string; draft: unknown }[]>`
    SELECT r.identity, r.draft FROM import_row r JOIN import_batch b ON b.id = r.batch_id AND b.kind = ${id} AND b.state <> 'undone'
    WHERE r.identity = ANY(${open.map((row) => row.identity)}) AND r.state IN ('created', 'updated', 'unchanged')
    ORDER BY r.id`
  const drafts = groupedBy(
    stored.map((row) => ({ ...row, draft: vocabulary.whole(row.draft) })),
    ({ identity }) => identity,
  )
  for (const [identity, list] of drafts) {
    for (const each of valueAt(known, identity)) {
      each.base = vocabulary.combined(list.map(({ draft }) => draft).filter(({ ordinal }) => ordinal === each.ordinal))
    }
  }
}
