import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import type { ImportRowState } from '~/generated/prisma/enums'
import { database } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { wholeDraft, type LedgerDraft } from '../../projects/domain/draft'
import type { Finding } from '../domain/findings'
import type { SheetReport } from '../domain/summary'
import { findBatch, mappingOf, reportOf } from './batch'
import { countRows } from '../../projects/server/count-rows'

export const IMPORT_TABS = ['ready', 'duplicate', 'held', 'dropped', 'finding', 'all'] as const

export type ImportTab = (typeof IMPORT_TABS)[number]

export interface ImportedRow {
  id: string
  sheet: string
  rowNumber: number
  state: ImportRowState
  draft: LedgerDraft
  findings: Finding[]
  /** the project it made or changed, or would change */
  projectId: string | null
  decided: boolean
  version: number
  /** the project or earlier row it looks like */
  alike: { projectId: string | null; sheet: string | null; rowNumber: number | null; name: string } | null
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
  offset: number
  limit: number
}

/** One import: how its columns were understood, what its rows hold, and a page of them. @throws notFound */
export async function importPage(call: Call, id: string | undefined, options: ImportPageOptions) {
  assertCan(call.actor, 'import.read')
  const db = database()
  const batch = await findBatch(db, id)
  const { tab, sheet, offset, limit } = options
  const within = sheet ? Prisma.sql`AND r.sheet = ${sheet}` : Prisma.empty
  const [counts, dropped, tabs, rows, people] = await Promise.all([
    countRows(db, batch.id),
    db.importRow.groupBy({ by: ['sheet'], where: { batchId: batch.id, state: 'discarded' }, _count: true }),
    db.$queryRaw<Record<ImportTab, number>[]>`
      SELECT ${Prisma.join(IMPORT_TABS.map((each) => Prisma.sql`count(*) FILTER (WHERE ${IN_TAB[each]})::int AS ${Prisma.raw(each === 'all' ? '"all"' : each)}`))}
      FROM import_row r WHERE r.batch_id = ${batch.id}::uuid ${within}`,
    db.$queryRaw<ImportedRow[]>`
      SELECT r.id, r.sheet, r.row_number AS "rowNumber", r.state::text AS state, r.draft, r.findings,
        r.project_id AS "projectId", r.decided_at IS NOT NULL AS decided, r.version,
        CASE WHEN r.duplicate_project_id IS NOT NULL OR r.duplicate_row_id IS NOT NULL THEN jsonb_build_object(
          'projectId', coalesce(r.duplicate_project_id, first.project_id), 'sheet', first.sheet,
          'rowNumber', first.row_number, 'name', coalesce(p.name, first.draft->>'name', '')) END AS alike
      FROM (SELECT * FROM import_row r WHERE r.batch_id = ${batch.id}::uuid ${within} AND ${IN_TAB[tab]}
        ORDER BY r.sheet, r.row_number LIMIT ${limit} OFFSET ${offset}) r
      LEFT JOIN import_row first ON first.id = r.duplicate_row_id
      LEFT JOIN project p ON p.id = r.duplicate_project_id
      ORDER BY r.sheet, r.row_number`,
    db.user.findMany({
      where: { id: { in: [batch.createdById, batch.committedById].filter((each) => each !== null) } },
      select: { id: true, name: true },
    }),
  ])
  const periods = await signingPeriods(batch.id, call)
  const nameOf = (userId: string | null) => people.find((each) => each.id === userId)?.name ?? '系统'
  const report = reportOf(batch)
  return {
    batch: {
      id: batch.id,
      fileName: batch.fileName,
      state: batch.state,
      failure: batch.failure,
      progressDone: batch.progressDone,
      progressTotal: batch.progressTotal,
      version: batch.version,
      createdAt: batch.createdAt,
      createdByName: nameOf(batch.createdById),
      committedAt: batch.committedAt,
      committedByName: nameOf(batch.committedById),
    },
    plans: mappingOf(batch).sheets,
    sheets: report.sheets.map((each) => withDropped({ ...each, ...counts.get(each.name) }, dropped)),
    periods,
    newUnits: report.newUnits,
    newParks: report.newParks,
    tabs: tabs[0]!,
    rows: rows.map((row) => ({ ...row, draft: wholeDraft(row.draft) })),
    mayRun: can(call.actor, 'import.run'),
  }
}

/** The rows of a sheet are those of the file; of these, what somebody has dropped. */
function withDropped(sheet: SheetReport, counted: readonly { sheet: string; _count: number }[]) {
  return { ...sheet, dropped: counted.find((each) => each.sheet === sheet.name)?._count ?? 0 }
}

export interface SigningPeriod {
  sheet: string
  /** whole months: first day of the first, last day of the last */
  signedFrom: Day
  signedTo: Day
  /** end of the month of 填表日期, else today: as of when the ledger's own figures hold */
  asOf: Day
}

/** When the projects of each sheet were signed, so that the report leads to their figures. */
async function signingPeriods(batchId: string, call: Call): Promise<SigningPeriod[]> {
  return database().$queryRaw<SigningPeriod[]>`
    SELECT sheet, to_char(date_trunc('month', min(day)), 'YYYY-MM-DD') AS "signedFrom",
      to_char(date_trunc('month', max(day)) + interval '1 month - 1 day', 'YYYY-MM-DD') AS "signedTo",
      coalesce(to_char(date_trunc('month', max(stated)) + interval '1 month - 1 day', 'YYYY-MM-DD'), ${businessDay(call.now)}) AS "asOf"
    FROM (
      SELECT r.sheet, (e->'occurred'->>'from')::timestamp AS day, (r.draft->>'statedOn')::timestamp AS stated
      FROM import_row r, jsonb_array_elements(r.draft->'events') e
      WHERE r.batch_id = ${batchId}::uuid AND r.state IN ('created', 'updated', 'unchanged')
        AND e->>'stage' = 'signed' AND e->'occurred'->>'from' IS NOT NULL
    ) signed
    GROUP BY sheet ORDER BY sheet`
}

export type ImportPage = Awaited<ReturnType<typeof importPage>>
