import path from 'node:path'
import { plotOf } from '~/importing/plots/domain/draft'
import { PLOTS } from '~/importing/plots/domain/vocabulary'
import { openMapFile } from '~/importing/plots/server/open-map-file'
import { planFile, readSheets } from '~/importing/tables/read'
import type { OpenOptions } from '~/importing/tables/server/kind'
import type { PlotDraft } from '~/land/domain/draft'

/** The plots that a file tells, as an import reads it without a database; what is said of them stands with each. */
export async function readPlots(file: string, options: OpenOptions = {}): Promise<(PlotDraft & { told: string })[]> {
  const source = await openMapFile(file, path.basename(file), options)
  try {
    const plots: (PlotDraft & { told: string })[] = []
    for await (const { draft, findings } of readSheets(PLOTS, await planFile(PLOTS, source)))
      plots.push({ ...plotOf(draft, new Map()), told: findings.map(({ message }) => message).join('；') })
    return plots
  } finally {
    await source.close()
  }
}
