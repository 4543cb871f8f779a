import type { RequestContext } from '~/auth/domain/actor'
import type { PlotDraft } from '~/land/domain/draft'
import type { Position, Shape } from '~/land/domain/geometry/shape'
import { insertPlots } from '~/land/server/write-plots'
import { transaction } from '~/platform/database/client'

let number = 0

/** A square of so many metres on the plane 4549, at its own place unless told. */
export function square(side: number, at?: Position): Shape {
  const [x, y] = at ?? [400_000 + 1_000 * (number += 1), 3_387_000]
  return [
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
      ],
    ],
  ]
}

/** A plot as an import writes it: 60 亩, its own number and place unless told. */
export const plotDraft = (over: Partial<PlotDraft> = {}): PlotDraft => ({
  code: `341800GB${String((number += 1)).padStart(5, '0')}`,
  name: null,
  parkId: null,
  landUseCode: '100102',
  quotaSource: 'new',
  status: 'acquiredNotSupplied',
  statusFrom: '2025-01-15',
  areaMu: null,
  areaKind: 'table',
  minFar: null,
  minDensity: null,
  maxGreen: null,
  startPriceWan: null,
  drawing: { epsg: 4549, shape: square(200) },
  ...over,
})

/** A plot in the table. */
export async function aPlot(context: RequestContext, over: Partial<PlotDraft> = {}): Promise<string> {
  const [id = ''] = await transaction((tx) =>
    insertPlots(tx, context, [plotDraft(over)], { name: '手工登记', action: 'plot.import' }),
  )
  return id
}
