import { recordAudits } from '~/audit/server/record'
import { insertPlots, updatePlots } from '~/land/server/write-plots'
import type { Tx } from '~/platform/database/client'
import type { PlainDraft } from '../../tables/domain/plain'
import { logWrites } from '../../tables/server/import-writes'
import type { ChangedRow, NewRow, SubjectWriter } from '../../tables/server/kind'
import { plotOf } from '../domain/draft'
import { PLOTS, takenInto } from '../domain/vocabulary'
import type { KnownPlot } from './known-plots'

type ChangedPlot = ChangedRow<PlainDraft, KnownPlot>

/** Writes the plots of a table or map file; what covers a live plot by now is refused. */
export function plotWriter(tx: Tx): SubjectWriter<PlainDraft, KnownPlot> {
  return {
    async create({ context, book, origin }, rows: readonly NewRow<PlainDraft>[]) {
      const drafts = rows.map(({ draft }) => plotOf(draft, book.parks))
      const ids = await insertPlots(tx, context, drafts, { name: origin.fileName, action: 'plot.import' })
      return { result: new Map(rows.map(({ rowId }, at) => [rowId, ids[at] ?? ''])), written: Promise.resolve() }
    },
    async update({ context, book, origin }, rows: readonly ChangedPlot[]) {
      const changed = rows.map(({ known, draft }) => ({
        id: known.id,
        draft: plotOf(takenInto(known.draft, draft), book.parks),
      }))
      const written = await updatePlots(tx, context, changed, origin.fileName)
      await logWrites(tx, origin.batchId, 'plot', written)
      await recordAudits(
        tx,
        context,
        rows.map(({ known, draft }) => ({
          action: 'plot.import' as const,
          subjectType: 'plot' as const,
          subjectId: known.id,
          ...withoutDrawing(PLOTS.logged(known.draft, draft)),
        })),
      )
    },
    async finish() {},
  }
}

/** A drawing is too long for the log, which says that it changed. */
function withoutDrawing({ before, after }: { before: Record<string, unknown>; after: Record<string, unknown> }) {
  const { drawing: _, ...was } = before
  const { drawing, ...is } = after
  return { before: was, after: drawing === undefined ? is : { ...is, drawing: '图形已更新' } }
}
