import { ChoiceChip } from '~/ui/chip'
import { useSearchHref } from '~/ui/search-params'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../../domain/status/status'
import { mu as muWords } from '../plot-list'

interface StatusTotal {
  status: PlotStatus
  plots: number
  /** 亩 */
  mu: number
}

/** What the filters leave, by status; each opens its plots. */
export function StatusTotals({ totals, asked }: { totals: readonly StatusTotal[]; asked: readonly string[] }) {
  const href = useSearchHref()
  return (
    <ul aria-label="按状态" className="mb-3 flex flex-wrap gap-2">
      {totals.map(({ status, plots, mu }) => {
        const active = asked.length === 1 && asked[0] === status
        return (
          <li key={status}>
            <ChoiceChip to={href({ status: active ? null : status, page: null })} active={active}>
              {PLOT_STATUS_NAMES[status]} {plots} 宗 {muWords(mu)} 亩
            </ChoiceChip>
          </li>
        )
      })}
    </ul>
  )
}
