import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import type { ImportRowState } from '~/generated/prisma/enums'
import { database } from '~/platform/database/client'
import { present } from '~/shared/present'
import { recordOf } from '~/shared/records'
import type { Finding } from '../domain/findings'
import type { SheetReport } from '../domain/summary'
import { cureAsked } from '../domain/held-causes'
import { answersOffered, questionsOf, type Asked, type Question } from '../domain/questions'
import type { PreviewedDraft, Vocabulary } from '../domain/vocabulary'
import { findBatch, headOf, mappingOf, openQuestions, optionsOf, reportOf, type Batch } from './batch'
import { importKind } from '../../kinds'
import { countRows } from './count-rows'
import { editionSummary } from './edition-page'
import { heldGroups, isHeldFor, type HeldGroup } from './held-rows'
import type { ImportKind, UndoneImport } from './kind'
import { readEffect, tablePlace } from './table-page'

export const IMPORT_TABS = ['ready', 'duplicate', 'held', 'dropped', 'finding', 'all'] as const

export type ImportTab = (typeof IMPORT_TABS)[number]

interface StoredRow {
  id: string
  sheet: string
  rowNumber: number
  state: ImportRowState
  findings: Finding[]
  /** the earlier correction by which it was read */
  correctionId: string | null
  decided: boolean
  version: number
}

export interface ImportedRow extends StoredRow {
  preview: PreviewedDraft
  /** page of the subject it made or changed, or would change */
  subjectPath: string | null
  /** the subject or earlier row it looks like */
  alike: { path: string | null; rowNumber: number | null; name: string } | null
}

interface SelectedRow extends StoredRow {
  draft: unknown
  subjectId: string | null
  alike: { subjectId: string | null; rowNumber: number | null; name: string } | null
}

const IN_TAB: Record<ImportTab, Prisma.Sql> = {
  ready: Prisma.sql`r.state IN ('pending', 'created', 'updated', 'unchanged')`,
  duplicate: Prisma.sql`r.state = 'duplicate'`,
  held: Prisma.sql`r.state = 'held'`,
  dropped: Prisma.sql`r.state = 'discarded'`,
  finding: Prisma.sql`jsonb_array_length(r.findings) > 0`,
  all: Prisma.sql`true`,
}

export interface ImportPageOptions {
  tab: ImportTab
  sheet?: string
  /** only the rows that are held for this cause */
  cause?: string
  offset: number
  limit: number
}

/** One import: how its columns were understood, what its rows hold, and a page of them. @throws notFound */
export async function importPage(context: RequestContext, id: string | undefined, options: ImportPageOptions) {
  assertCan(context.actor, 'import.read')
  const db = database()
  const batch = await findBatch(db, context, id)
  const kind = importKind(batch.kind)
  const { vocabulary } = kind
  const { tab, sheet, cause, offset, limit } = options
  const held = await heldGroups(db, batch, PLACES_SHOWN)
  const group = cause === undefined ? undefined : held.find(({ key }) => key === cause)
  const ofSheet = sheet ? Prisma.sql`AND r.sheet = ${sheet}` : Prisma.empty
  const within = group ? Prisma.sql`${ofSheet} AND ${await isHeldFor(db, batch, group.key)}` : ofSheet
  const [counts, edition, dropped, tabs, rows, people] = await Promise.all([
    countRows(db, kind, batch.id),
    editionSummary(db, kind, batch),
    db.importRow.groupBy({ by: ['sheet'], where: { batchId: batch.id, state: 'discarded' }, _count: true }),
    db.$queryRaw<Record<ImportTab, number>[]>`
      SELECT ${Prisma.join(IMPORT_TABS.map((each) => Prisma.sql`count(*) FILTER (WHERE ${IN_TAB[each]})::int AS ${Prisma.raw(each === 'all' ? '"all"' : each)}`))}
      FROM import_row r WHERE r.batch_id = ${batch.id}::uuid ${within}`,
    db.$queryRaw<SelectedRow[]>`
      SELECT r.id, r.sheet, r.row_number AS "rowNumber", r.state::text AS state, r.draft, r.findings,
        r.subject_id AS "subjectId", r.correction_id AS "correctionId", r.decided_at IS NOT NULL AS decided, r.version,
        CASE WHEN r.duplicate_subject_id IS NOT NULL OR r.duplicate_row_id IS NOT NULL THEN jsonb_build_object(
          'subjectId', coalesce(r.duplicate_subject_id, first.subject_id),
          'rowNumber', first.row_number, 'name', coalesce(s.name, first.draft->>'name', '')) END AS alike
      FROM (SELECT * FROM import_row r WHERE r.batch_id = ${batch.id}::uuid ${within} AND ${IN_TAB[tab]}
        ORDER BY r.sheet, r.row_number LIMIT ${limit} OFFSET ${offset}) r
      LEFT JOIN import_row first ON first.id = r.duplicate_row_id
      LEFT JOIN (${kind.subjects}) s ON s.id = r.duplicate_subject_id
      ORDER BY r.sheet, r.row_number`,
    db.user.findMany({
      where: { id: { in: [batch.createdById, batch.committedById, batch.undoneById].filter((each) => each !== null) } },
      select: { id: true, name: true },
    }),
  ])
  const links = batch.state === 'committed' ? await kind.reportLinks(context, batch.id) : null
  const nameOf = (userId: string | null) => people.find((each) => each.id === userId)?.name ?? '系统'
  const report = reportOf(batch)
  return {
    batch: {
      ...headOf(batch),
      createdAt: batch.createdAt,
      createdByName: nameOf(batch.createdById),
      committedAt: batch.committedAt,
      committedByName: nameOf(batch.committedById),
      undoneAt: batch.undoneAt,
      undoneByName: nameOf(batch.undoneById),
    },
    edition,
    questions: questionsShown(vocabulary, batch),
    held: heldShown(vocabulary, held),
    cause: group ? { key: group.key, message: group.message } : null,
    readingPlace: placeToLook(batch),
    isCorrected: (mappingOf(batch).answers?.sheets.length ?? 0) > 0,
    effect: readEffect(batch),
    sheets: report.sheets.map((each) => withDropped({ ...each, ...counts.get(each.name) }, dropped)),
    links,
    undone: report.undone ? withPaths(kind, report.undone) : null,
    ...shownOf(vocabulary),
    newUnits: report.newUnits,
    newParks: report.newParks,
    openQuestions: openQuestions(batch),
    tabs: present(tabs[0], 'the counts of the tabs'),
    rows: rows.map((row) => shownRow(kind, row)),
    mayRun: can(context.actor, 'import.run', { kind: batch.kind }),
    kind: batch.kind,
    options: kind.open ? optionsOf(batch) : null,
  }
}

/** Where what stayed is looked at. */
function withPaths({ subjectPath }: ImportKind, undone: UndoneImport) {
  return { ...undone, kept: undone.kept.map((each) => ({ ...each, path: subjectPath(each.id) })) }
}

/** The rows of a sheet are those of the file; of these, what somebody has dropped. */
function withDropped(sheet: SheetReport, counted: readonly { sheet: string; _count: number }[]) {
  return { ...sheet, dropped: counted.find((each) => each.sheet === sheet.name)?._count ?? 0 }
}

/** How this kind of table is shown: the words for its rows, and the columns of lists. */
function shownOf({ subject, counts, previewTitle, noSubtitle, previewColumns }: Vocabulary) {
  return {
    subject,
    counts,
    previewTitle,
    noSubtitle,
    previewColumns,
  }
}

const QUESTIONS_SHOWN = 20
const PLACES_SHOWN = 5

/** The doubts of a reading, as far as a page lists them, with the answers offered. */
function questionsShown(vocabulary: Vocabulary, batch: Batch) {
  const { sheets } = mappingOf(batch)
  const isAsked = batch.state === 'previewed'
  const all = isAsked ? questionsOf(vocabulary, sheets, reportOf(batch).sheets) : []
  const sheetAt = new Map(sheets.map(({ name }, at) => [name, at]))
  const shown = ({ places, ...question }: Question) => ({
    ...question,
    count: places.length,
    places: places.slice(0, PLACES_SHOWN).map(({ sheet, row, column, label }) => ({
      words: `${sheets.length > 1 ? `${sheet} ` : ''}${column ? `${column} 列` : `第 ${row} 行`}${column || label === '' ? '' : `“${label.slice(0, 16)}”`}`,
      to: tablePlace(sheetAt.get(sheet) ?? 0, row),
    })),
  })
  const open = all.filter(({ isOpen }) => isOpen)
  const assumed = all.filter(({ isOpen }) => !isOpen)
  const offered = (asks: Asked) => answersOffered(vocabulary, asks)
  return {
    open: open.slice(0, QUESTIONS_SHOWN).map(shown),
    openCount: open.length,
    assumed: assumed.slice(0, QUESTIONS_SHOWN).map(shown),
    assumedCount: assumed.length,
    offered: recordOf(ALL_ASKED, offered),
  }
}

/** What holds rows back, as far as a page lists it, with what cures all of them at once. */
function heldShown(vocabulary: Vocabulary, groups: readonly HeldGroup[]) {
  const several = new Set(groups.flatMap(({ rows }) => rows.map(({ sheet }) => sheet))).size > 1
  return {
    left: Math.max(0, groups.length - QUESTIONS_SHOWN),
    causes: groups.slice(0, QUESTIONS_SHOWN).map(({ key, code, field, message, count, rows }) => ({
      key,
      message,
      count,
      asked: cureAsked(vocabulary, { code, field }),
      rows: rows.map(({ id, sheet, row }) => ({ id, words: `${several ? `${sheet} ` : ''}第 ${row} 行` })),
    })),
  }
}

const ALL_ASKED = ['field', 'amountUnit', 'areaUnit', 'meaning', 'row', 'table', 'total'] as const

/** The first table of the file that is read, else the first of its sheets; null before anything is known of it. */
function placeToLook(batch: Batch): string | null {
  const { sheets } = mappingOf(batch)
  if (sheets.length === 0) return null
  const at = Math.max(
    0,
    sheets.findIndex(({ included }) => included),
  )
  return tablePlace(at, sheets[at]?.tables[0]?.top ?? null)
}

function shownRow(kind: ImportKind, { draft, subjectId, alike, ...row }: SelectedRow): ImportedRow {
  const path = (id: string | null) => id && kind.subjectPath(id)
  return {
    ...row,
    preview: kind.vocabulary.preview(kind.vocabulary.whole(draft)),
    subjectPath: path(subjectId),
    alike: alike && { path: path(alike.subjectId), rowNumber: alike.rowNumber, name: alike.name },
  }
}

export type ImportPage = Awaited<ReturnType<typeof importPage>>
