import { lacksOf, PLOT_LACK_NAMES } from '../../domain/readiness/completeness'
import type { PlotRecord } from '../../server/plot-record'

/** Which facts of a plot nobody has told. */
export function LacksNote({ plot }: { plot: PlotRecord }) {
  const lacks = lacksOf(plot)
  if (lacks.length === 0) return null
  return (
    <p className="mt-3 border-t border-grey-200 pt-3 text-sm text-warning">
      缺 {lacks.length} 项：{lacks.map((lack) => PLOT_LACK_NAMES[lack]).join('、')}
    </p>
  )
}
