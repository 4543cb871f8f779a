import { Link } from '@remix-run/react'
import { Gauge } from 'lucide-react'
import { formatNumber } from '~/shared/money'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { BUDGET_KIND_NAMES, budgetUnit } from '../../domain/budgets/budget'
import type { ListedClaim } from '../../server/budgets/budgets'
import { ClaimState } from './claim-state'

/** What a project asks for and was promised of the budgets. */
export function ClaimList({ claims }: { claims: readonly ListedClaim[] }) {
  return (
    <ul className="space-y-2">
      {claims.map((claim) => (
        <li key={claim.id} className={claim.state === 'released' ? 'text-grey-600' : undefined}>
          <Link to={`/projects/${claim.project.id}/budgets/${claim.id}`}>
            {claim.year} 年{BUDGET_KIND_NAMES[claim.kind]} {formatNumber(claim.amount)} {budgetUnit(claim.kind)}
          </Link>
          <span className="ml-2">
            <ClaimState claim={claim} />
          </span>
          {claim.month && <p className="text-sm text-grey-600">{claim.month} 投产</p>}
        </li>
      ))}
    </ul>
  )
}

/** The same on its record; nothing where there are none and none may be asked for. */
export function ProjectBudgets({
  projectId,
  claims,
  mayAsk,
}: {
  projectId: string
  claims: readonly ListedClaim[]
  mayAsk: boolean
}) {
  if (claims.length === 0 && !mayAsk) return null
  return (
    <Panel
      title="能耗和排放指标"
      actions={
        mayAsk && (
          <LinkButton to={`/projects/${projectId}/budgets`} icon={Gauge} size="small" tone="quiet">
            申请
          </LinkButton>
        )
      }
    >
      {claims.length === 0 ? <p className="text-grey-600">还没有申请。</p> : <ClaimList claims={claims} />}
    </Panel>
  )
}
