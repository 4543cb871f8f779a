import type { Day } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import type { ListedRevival } from '../../domain/revival/revival'
import { RevivalBadge, RevivalDue } from './revival-list'

interface RevivalPanelProps {
  /** null: it is not in the ledger */
  revival: ListedRevival | null
  today: Day
  /** where it would be entered; null where this reader may not */
  enterTo: string | null
}

/** Whether a plot or a floor stands in the ledger of 盘活, on its page. */
export function RevivalPanel({ revival, today, enterTo }: RevivalPanelProps) {
  if (!revival && !enterTo) return null
  const to = revival ? `/land/revival/${revival.id}` : enterTo
  return (
    <Panel
      title="盘活"
      actions={
        to && (
          <LinkButton to={to} size="small" tone="quiet">
            {revival ? '办理' : '列入盘活'}
          </LinkButton>
        )
      }
    >
      {revival ? (
        <>
          <p>
            <RevivalBadge kind={revival.kind} /> <span className="ml-1">{revival.measure}</span>
          </p>
          <p className="mt-1 text-sm text-grey-600">
            {revival.unit.name} · <RevivalDue row={revival} today={today} />
          </p>
        </>
      ) : (
        <p className="text-grey-600">没有列入盘活台账。</p>
      )}
    </Panel>
  )
}
