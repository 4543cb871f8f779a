import type { RequestContext } from '~/auth/domain/actor'
import type { SheetReport } from '../../tables/domain/summary'
import { importFile, type EditionDocument, type ImportFileInput } from '../../tables/server/import-file'
import type { ProjectCount } from '../domain/counts'

/** A sheet in the document of `crm import ledger --json`. */
export type LedgerSheet = Omit<SheetReport, 'counts' | 'accounted'> & Record<ProjectCount, number>

export interface LedgerReport {
  sheets: LedgerSheet[]
  /** how it differs from the edition before it; null where there is none */
  edition: EditionDocument | null
}

/**
 * Imports a ledger in one go and returns the document of `crm import ledger --json`.
 * The counts describe the file; created, updated and unchanged say what the commit did, or would do.
 * @throws AppError forbidden (403), invalid (422), tooLarge (413)
 */
export async function importLedger(
  context: RequestContext,
  input: Omit<ImportFileInput, 'kind'>,
): Promise<LedgerReport> {
  const { sheets, edition } = await importFile(context, input)
  return { sheets: sheets.map(inDocument), edition }
}

/** The keys in the documented order. */
function inDocument(sheet: SheetReport): LedgerSheet {
  const count = (key: ProjectCount) => sheet.counts[key] ?? 0
  return {
    name: sheet.name,
    rows: sheet.rows,
    projects: count('projects'),
    created: sheet.created,
    updated: sheet.updated,
    unchanged: sheet.unchanged,
    started: count('started'),
    notStarted: count('notStarted'),
    landSupplied: count('landSupplied'),
    renting: count('renting'),
    withoutArea: count('withoutArea'),
    totalInvestmentWan: count('totalInvestmentWan'),
    landMu: count('landMu'),
    suspectedDuplicates: sheet.suspectedDuplicates,
    heldRows: sheet.heldRows,
    findings: sheet.findings,
  }
}
