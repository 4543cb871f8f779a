import { ChoiceChip } from '~/ui/chip'
import { useSearchHref } from '~/ui/search-params'
import { PLOT_STATUS_NAMES, PLOT_STATUSES } from '../../domain/status/status'
import { STATUS_LOOKS } from '../status/status-look'

/** What colours and lines mean; each status leaves its plots alone on the map. */
export function MapLegend({ asked }: { asked: readonly string[] }) {
  const href = useSearchHref()
  return (
    <ul aria-label="图例" className="mb-3 flex flex-wrap gap-2">
      {PLOT_STATUSES.map((status) => {
        const active = asked.length === 1 && asked[0] === status
        const { fill, line } = STATUS_LOOKS[status]
        return (
          <li key={status}>
            <ChoiceChip to={href({ status: active ? null : status })} active={active}>
              <svg aria-hidden viewBox="0 0 12 12" className="h-3 w-3">
                <rect x="1" y="1" width="10" height="10" fill={fill} stroke={line} />
              </svg>
              {PLOT_STATUS_NAMES[status]}
            </ChoiceChip>
          </li>
        )
      })}
      <li className="self-center text-sm text-grey-600">实线未被占用，虚线已被占用</li>
    </ul>
  )
}
