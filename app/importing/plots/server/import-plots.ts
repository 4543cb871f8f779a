import type { RequestContext } from '~/auth/domain/actor'
import { PLOT_STATUS_NAMES, PLOT_STATUSES } from '~/land/domain/status/status'
import type { Finding } from '../../tables/domain/findings'
import { importFile, type ImportFileInput } from '../../tables/server/import-file'
import { plotTable } from './kind'

/** The document of `crm import plots --json`. */
export interface PlotReport {
  plots: number
  created: number
  updated: number
  unchanged: number
  /** 亩, as the table gives it */
  totalMu: number
  byStatus: Record<string, { plots: number; mu: number }>
  heldRows: number
  findings: (Finding & { sheet: string })[]
}

/**
 * Imports plots in one go; its counts describe the file, over all its layers or sheets.
 * @throws AppError forbidden (403), invalid (422), tooLarge (413)
 */
export async function importPlots(context: RequestContext, input: Omit<ImportFileInput, 'kind'>): Promise<PlotReport> {
  const { sheets } = await importFile(context, { ...input, kind: plotTable.id })
  const sum = (pick: (sheet: (typeof sheets)[number]) => number) =>
    Math.round(sheets.reduce((all, sheet) => all + pick(sheet), 0) * 100) / 100
  return {
    plots: sum(({ counts }) => counts.plots ?? 0),
    created: sum(({ created }) => created),
    updated: sum(({ updated }) => updated),
    unchanged: sum(({ unchanged }) => unchanged),
    totalMu: sum(({ counts }) => counts.totalMu ?? 0),
    byStatus: Object.fromEntries(
      PLOT_STATUSES.map(
        (status) =>
          [
            PLOT_STATUS_NAMES[status],
            {
              plots: sum(({ counts }) => counts[`${status}Plots`] ?? 0),
              mu: sum(({ counts }) => counts[`${status}Mu`] ?? 0),
            },
          ] as const,
      ).filter(([, { plots }]) => plots > 0),
    ),
    heldRows: sum(({ heldRows }) => heldRows),
    findings: sheets.flatMap(({ name, findings }) => findings.map((finding) => ({ sheet: name, ...finding }))),
  }
}
