import { LinkButton } from '~/ui/button'
import { Badge } from '~/ui/badge'
import { Panel } from '~/ui/page'
import type { Readiness } from '../../domain/readiness/readiness'

/** 净地, 熟地, or what a plot still lacks. */
export function ReadinessBadge({ readiness: { isCleared, isServiced } }: { readiness: Readiness }) {
  if (isServiced) return <Badge tone="good">熟地</Badge>
  return isCleared ? <Badge tone="info">净地</Badge> : <Badge>未净地</Badge>
}

/** How ready a plot is, on its page. */
export function ReadinessPanel({ plotId, readiness }: { plotId: string; readiness: Readiness }) {
  const { lacking } = readiness
  return (
    <Panel
      title="供地条件"
      actions={
        <LinkButton to={`/plots/${plotId}/readiness`} size="small" tone="quiet">
          清单
        </LinkButton>
      }
    >
      <p>
        <ReadinessBadge readiness={readiness} />
        {lacking.length > 0 && <span className="ml-2">还缺 {lacking.length} 项</span>}
      </p>
      {lacking.length > 0 && <p className="mt-1 text-sm text-grey-600">{lacking.join('、')}</p>}
    </Panel>
  )
}
