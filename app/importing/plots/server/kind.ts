import { Prisma } from '~/generated/prisma/client'
import { can } from '~/auth/domain/can'
import { PLOT_STATUSES } from '~/land/domain/status/status'
import { database } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import type { PlainDraft } from '../../tables/domain/plain'
import type { Differences } from '../../tables/domain/vocabulary'
import type { ImportKind } from '../../tables/server/kind'
import { labelOf, PLOTS } from '../domain/vocabulary'
import { plotInspector } from './inspect-plots'
import { knownPlots, plotsTyped, type KnownPlot } from './known-plots'
import { openMapFile } from './open-map-file'
import { plotsOfBatch } from './plots-of-batch'
import { undoingPlots, undoPlots } from './undo-plots'
import { plotWriter } from './write-plot-rows'

const { sql } = Prisma
const MU = sql`(draft->'values'->>'area')::numeric`

const COUNT_SQL = Object.fromEntries([
  ['plots', sql`count(*) FILTER (WHERE counts)`],
  ['totalMu', sql`coalesce(sum(${MU}) FILTER (WHERE counts), 0)`],
  ...PLOT_STATUSES.flatMap((status) => {
    const isIt = sql`counts AND draft->'values'->>'status' = ${status}`
    return [
      [`${status}Plots`, sql`count(*) FILTER (WHERE ${isIt})`],
      [`${status}Mu`, sql`coalesce(sum(${MU}) FILTER (WHERE ${isIt}), 0)`],
    ]
  }),
])

/** What a row says otherwise, with the row itself: a page may have said the same meanwhile. */
interface PlotChanges extends Differences {
  row: PlainDraft
}

const changesOf = (before: PlainDraft, after: PlainDraft): PlotChanges => ({
  ...PLOTS.differences(before, after),
  row: after,
})

/** Plots of land, from tables and map files. */
export const plotTable: ImportKind<PlainDraft, KnownPlot, PlotChanges> = {
  id: 'plots',
  vocabulary: PLOTS,
  open: openMapFile,
  inspector: plotInspector,
  subjectPath: (id) => `/plots/${id}`,

  subjects: sql`
    SELECT t.id, t.code AS name, t.id AS standing_id, t.retired_on IS NOT NULL AS voided
    FROM plot t WHERE t.voided_at IS NULL`,
  lock: (db, ids) => db.$queryRaw`SELECT id FROM plot WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`,
  known: knownPlots,
  typed: plotsTyped,
  async settleWords() {},
  alike: async () => ({ find: () => null, add: () => {} }),
  async visible({ actor }, id) {
    return can(actor, 'plot.read') ? ((await knownPlots(database(), [id])).get(id) ?? null) : null
  },
  changes: changesOf,
  stillOpen(changes, { draft }) {
    const open = new Set(PLOTS.differences(draft, changes.row).words)
    return { ...changes, words: changes.words.filter((word) => open.has(word)) }
  },
  lacking(known, draft) {
    const values = Object.fromEntries(
      Object.entries(draft.values).filter(([key]) => (known.draft.values[key] ?? null) === null),
    )
    return changesOf(known.draft, { ...draft, values: { ...known.draft.values, ...values }, blanks: [] })
  },
  told(row, changes, { now }) {
    if (changes.words.length === 0 || !now) return null
    const values = PLOTS.compared
      .map(({ label, of }) => ({ label, from: of(now), to: of(row) }))
      .filter(({ from, to }) => to !== null && from !== to)
    return values.length > 0 ? { values } : null
  },
  async assertDistinct(tx, { values }, rowsOfSameIdentity) {
    const { code } = values
    if (typeof code !== 'string') return
    const taken = await tx.plot.count({ where: { code, voidedAt: null } })
    if (taken + rowsOfSameIdentity === 0) return
    throw new AppError('conflict', { userMessage: `${labelOf('code')}“${code}”已属于另一个地块，请先更正` })
  },
  writer: plotWriter,

  undoing: undoingPlots,
  undo: undoPlots,

  countSql: COUNT_SQL,
  reportLinks: plotsOfBatch,
}
