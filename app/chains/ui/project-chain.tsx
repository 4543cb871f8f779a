import { Link } from '@remix-run/react'
import { Network } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { FIT_LEVEL_NAMES, type ChainFit } from '../domain/fit'
import { nodePath } from './trail'

/** How well a project fits the chains, and why, on its record. */
export function ProjectChain({ projectId, fit, mayPlace }: { projectId: string; fit: ChainFit; mayPlace: boolean }) {
  const { level, score, place, reasons, because } = fit
  return (
    <Panel
      title="产业链契合度"
      actions={
        mayPlace && (
          <LinkButton to={`/projects/${projectId}/chain`} size="small" tone="quiet" icon={Network}>
            归入节点
          </LinkButton>
        )
      }
    >
      <p>
        <span className="font-medium">{FIT_LEVEL_NAMES[level]}</span>
        {score !== null && <span className="ml-2">{score} 分</span>}
        {place && (
          <Link to={nodePath(place.chainId, place.nodeId)} className="ml-2">
            {place.chain} › {place.node}
          </Link>
        )}
      </p>
      {!place && <p className="text-sm text-grey-600">{because}</p>}
      {reasons.length > 0 && (
        <ul className="mt-1.5 space-y-1 text-sm text-grey-700">
          {reasons.map(({ id, label, points, of, because: why }) => (
            <li key={id} className="flex justify-between gap-3">
              <span className="min-w-0">
                {label}
                <span className="block text-xs text-grey-600">{why}</span>
              </span>
              <span className="flex-none">
                {points} / {of}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
