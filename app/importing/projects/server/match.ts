import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import type { DuplicateReason } from '~/projects/domain/likeness'
import { toDay } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import { draftChanges, hasChanges, type DraftChanges } from '../domain/changes'
import { DuplicateIndex } from '../domain/duplicates'
import { wholeDraft, type LedgerDraft } from '../domain/draft'
import { groupedBy } from '../../tables/domain/group-by'
import { likenessKeys } from '../../tables/domain/read-sheet'
import { goesBeyond, toldSoFar } from '../domain/coverage'
import { asJson } from '~/platform/database/bulk'
import { knownProjects, type KnownProject } from './known-projects'

/** A row that asks which project it is. */
export interface Candidate {
  draft: LedgerDraft
  identity: string
  /** somebody has said that it is a project of its own */
  distinct?: boolean
}

export type Verdict =
  | { outcome: 'created' }
  | { outcome: 'updated'; projectId: string; project: KnownProject; changes: DraftChanges }
  | { outcome: 'unchanged'; projectId: string; changes: DraftChanges }
  | { outcome: 'duplicate'; projectId: string; projectName: string; reason: DuplicateReason }

export interface KnownIdentity {
  identity: string
  /** which of the projects that share the identity */
  ordinal: number
  projectId: string
  /** what the imports of this row have said so far; null for a project typed by hand, of which an empty cell says nothing */
  base: LedgerDraft | null
}

/** Projects by identity; several may share one. */
export type KnownIdentities = Map<string, KnownIdentity[]>

export const knownAs = (known: KnownIdentities, { identity, draft }: Candidate): KnownIdentity | undefined =>
  known.get(identity)?.find(({ ordinal }) => ordinal === draft.ordinal)

/**
 * Says for each row whether the database knows it, suspects it, or will make a new project; no query per row.
 * `lock`: known projects are held until the transaction ends, so that no edit is lost.
 */
export async function matchRows(
  db: Db,
  rows: readonly Candidate[],
  { lock = false, known: asked }: { lock?: boolean; known?: KnownIdentities } = {},
): Promise<Verdict[]> {
  const known = asked ?? (await knownIdentities(db, rows))
  const identities = new Map(rows.map((row) => [row, knownAs(known, row)]))
  const said = new Map(rows.map((row) => [row, changesSince(row, identities.get(row))]))
  // Of a project whose row says nothing new, nothing need be read.
  const open = rows.filter((row) => identities.get(row) && !isQuiet(said.get(row)))
  const ids = [...new Set(open.map((row) => identities.get(row)!.projectId))].sort()
  if (lock && ids.length > 0)
    await db.$queryRaw`SELECT id FROM project WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const projects = await knownProjects(db, ids)
  const suspects = await similarProjects(
    db,
    rows.filter((row) => !row.distinct && !identities.get(row)),
  )
  return rows.map((row): Verdict => {
    const identity = identities.get(row)
    if (!identity) return row.distinct ? { outcome: 'created' } : suspected(row, suspects)
    const { projectId } = identity
    const project = projects.get(projectId)
    if (!project) return { outcome: 'unchanged', projectId, changes: said.get(row)! }
    const changes = stillOpen(said.get(row) ?? draftChanges(project.draft, { ...row.draft, blanks: [] }), project)
    return hasChanges(changes)
      ? { outcome: 'updated', projectId, project, changes }
      : { outcome: 'unchanged', projectId, changes }
  })
}

/** What the row says otherwise than its imports so far; null where there was none. */
function changesSince(row: Candidate, known: KnownIdentity | undefined): DraftChanges | null {
  return known?.base ? draftChanges(known.base, row.draft) : null
}

/** Does the row say nothing new of this project? */
export function isTold(row: Candidate, known: KnownIdentity): boolean {
  return isQuiet(changesSince(row, known))
}

function isQuiet(changes: DraftChanges | null | undefined): boolean {
  return changes !== null && changes !== undefined && !hasChanges(changes)
}

function suspected(row: Candidate, suspects: DuplicateIndex<Similar>): Verdict {
  const found = suspects.find(likenessKeys(row.draft))
  return found
    ? { outcome: 'duplicate', projectId: found.of.id, projectName: found.of.name, reason: found.reason }
    : { outcome: 'created' }
}

/** Changes that the project does not show already, say because somebody typed them in meanwhile. */
function stillOpen(changes: DraftChanges, project: KnownProject): DraftChanges {
  const standing = new Map(project.draft.events.map((event) => [event.stage, event.occurred]))
  return {
    ...changes,
    events: changes.events.filter((event) => {
      const now = standing.get(event.stage)
      return (
        !now || (event.occurred.from !== null && (now.from !== event.occurred.from || now.to !== event.occurred.to))
      )
    }),
  }
}

/** The projects that rows of these identities became, and those typed by hand that a row names. */
export async function knownIdentities(db: Db, rows: readonly Candidate[]): Promise<KnownIdentities> {
  if (rows.length === 0) return new Map()
  const imported = await db.$queryRaw<KnownIdentity[]>`
    SELECT DISTINCT ON (r.identity, r.ordinal) r.identity, r.ordinal, coalesce(p.merged_into_id, p.id) AS "projectId", r.draft AS base
    FROM (SELECT *, coalesce((draft->>'ordinal')::int, 1) AS ordinal FROM import_row
          WHERE identity = ANY(${rows.map((row) => row.identity)}) AND state IN ('created', 'updated', 'unchanged')) r
      JOIN project p ON p.id = r.project_id
    ORDER BY r.identity, r.ordinal, r.id DESC`
  for (const row of imported) row.base = wholeDraft(row.base)
  const known: KnownIdentities = groupedBy(imported, (row) => row.identity)
  await addEarlierWords(db, rows, known)

  // One decided to be a project of its own, or come for a second time, is none that somebody typed.
  const rest = rows.filter((row) => !known.has(row.identity) && !row.distinct && row.draft.ordinal === 1).map(typedKey)
  if (rest.length === 0) return known
  const typed = await db.$queryRaw<KnownIdentity[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${asJson(rest)}::jsonb)
        AS g(identity text, code text, investor text, name text, signed_from date, signed_to date)
    )
    SELECT g.identity, 1 AS ordinal, p.id AS "projectId", NULL AS base
    FROM given g JOIN project p ON p.code = g.code WHERE p.merged_into_id IS NULL
    UNION ALL
    SELECT g.identity, 1, p.id, NULL
    FROM given g JOIN project p ON p.normalized_name = g.name AND p.signed_from = g.signed_from AND p.signed_to = g.signed_to
      JOIN investor i ON i.id = p.investor_id AND i.normalized_name = g.investor
    WHERE g.code IS NULL AND p.merged_into_id IS NULL`
  for (const row of typed) if (!known.has(row.identity)) known.set(row.identity, [row])
  return known
}

/** Where a row's last ledger lacked a column that this one has, all its ledgers count; few rows, as ledgers keep their columns. */
async function addEarlierWords(db: Db, rows: readonly Candidate[], known: KnownIdentities): Promise<void> {
  const open = rows.filter(({ identity, draft }) => known.get(identity)?.some(({ base }) => goesBeyond(draft, base!)))
  if (open.length === 0) return
  const told = await db.$queryRaw<{ identity: string; draft: unknown }[]>`
    SELECT identity, draft FROM import_row
    WHERE identity = ANY(${open.map((row) => row.identity)}) AND state IN ('created', 'updated', 'unchanged')
    ORDER BY id`
  const drafts = groupedBy(
    told.map((row) => ({ ...row, draft: wholeDraft(row.draft) })),
    ({ identity }) => identity,
  )
  for (const [identity, list] of drafts) {
    for (const each of known.get(identity)!) {
      each.base = toldSoFar(list.map(({ draft }) => draft).filter(({ ordinal }) => ordinal === each.ordinal))
    }
  }
}

function typedKey({ draft, identity }: Candidate) {
  const signed = draft.events.find((event) => event.stage === 'signed')?.occurred
  return {
    identity,
    code: draft.code,
    investor: normalizedCompanyName(draft.investor ?? '') || null,
    name: normalizedProjectName(draft.name),
    signed_from: signed?.from ?? null,
    signed_to: signed?.to ?? null,
  }
}

interface Similar {
  id: string
  name: string
}

/** The projects of these rows' investors, under the duplicate rule. */
async function similarProjects(db: Db, rows: readonly Candidate[]): Promise<DuplicateIndex<Similar>> {
  const index = new DuplicateIndex<Similar>()
  const investors = [...new Set(rows.map((row) => normalizedCompanyName(row.draft.investor ?? '')).filter(Boolean))]
  const codes = [...new Set(rows.flatMap((row) => row.draft.uscc ?? []))]
  if (investors.length === 0 && codes.length === 0) return index
  const found = await db.$queryRaw<
    {
      id: string
      name: string
      investor: string
      uscc: string | null
      investmentWan: string | null
      signedFrom: Date | null
    }[]
  >`
    WITH i AS MATERIALIZED (
      SELECT id, name, uscc FROM investor
      WHERE normalized_name = ANY(${investors}) ${codes.length > 0 ? Prisma.sql`OR uscc = ANY(${codes})` : Prisma.empty}
    )
    SELECT p.id, p.name, i.name AS investor, i.uscc, p.investment_wan::text AS "investmentWan", p.signed_from AS "signedFrom"
    FROM i JOIN project p ON p.investor_id = i.id
    WHERE coalesce(p.merged_into_id, p.id) = p.id -- not IS NULL: its index would be walked whole
    ORDER BY p.id`
  for (const { id, name, investor, uscc, investmentWan, signedFrom } of found) {
    index.add({ name, investor, uscc, investmentWan, signedFrom: signedFrom && toDay(signedFrom) }, { id, name })
  }
  return index
}
