import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { Day } from '~/shared/day'
import { formatPercent } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { Badge } from '~/ui/badge'
import { Stat, Stats } from '~/ui/stat'
import { TIER_NAMES, TIERS } from '../domain/chain'
import { LOCAL_RATE_MEANS, NODE_STATE_NAMES, type NodeState } from '../domain/picture'
import type { ChainPicture, PicturedNode, PicturedSegment } from '../server/chains'
import { ProjectCounts } from './counted'
import { NodeStateDot } from './node-state'
import { nodePath } from './trail'

const MEANS: Record<NodeState, string> = {
  present: '本地有企业，或有已开工的项目',
  signed: '有签约未开工的项目',
  negotiating: '有在谈的项目',
  missing: '什么都没有',
}

/** How far the chain is filled, in figures. */
export function ChainFigures({ chain }: { chain: ChainPicture }) {
  const { coverage } = chain
  const gaps = `/chains/targets?chain=${chain.id}`
  return (
    <Stats>
      <Stat
        label="本地配套率"
        value={coverage.localRate === null ? '—' : formatPercent(coverage.localRate)}
        note={`${coverage.present} / ${coverage.nodes} 个节点`}
      />
      <Stat
        label={NODE_STATE_NAMES.present}
        value={coverage.present}
        unit="个节点"
        note={`本地企业 ${chain.firms} 家`}
      />
      <Stat label={NODE_STATE_NAMES.signed} value={coverage.signed} unit="个节点" />
      <Stat label={NODE_STATE_NAMES.negotiating} value={coverage.negotiating} unit="个节点" />
      <Stat
        label={NODE_STATE_NAMES.missing}
        value={coverage.missing}
        unit="个节点"
        note={`目标企业 ${chain.targets} 家`}
        to={chain.targets > 0 ? gaps : undefined}
      />
    </Stats>
  )
}

/** A chain from upstream on the left to downstream on the right; one below the other on a phone. */
export function ChainColumns({ chain, today }: { chain: ChainPicture; today: Day }) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-3 print:grid-cols-3 print:gap-2">
        {TIERS.map((tier, at) => (
          <section key={tier} aria-label={TIER_NAMES[tier]} className="min-w-0">
            <h2 className="mb-2 flex items-center gap-1 border-b-2 border-accent-600 pb-1 text-base">
              {TIER_NAMES[tier]}
              {at < TIERS.length - 1 && (
                <ChevronRight aria-hidden className="ml-auto hidden h-4 w-4 text-accent-600 md:block print:block" />
              )}
            </h2>
            <Segments segments={chain.segments.filter((segment) => segment.tier === tier)} chainId={chain.id} />
          </section>
        ))}
      </div>
      <dl className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm text-grey-600" aria-label="图例">
        {keysOf(MEANS).map((state) => (
          <div key={state} className="flex gap-1.5">
            <dt className="text-ink">
              <NodeStateDot state={state} />
            </dt>
            <dd>{MEANS[state]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-sm text-grey-600">
        {LOCAL_RATE_MEANS}，截至 {today}。终止的项目不计，只计您可以查看的项目。
      </p>
    </>
  )
}

function Segments({ segments, chainId }: { segments: readonly PicturedSegment[]; chainId: string }) {
  if (segments.length === 0) return <p className="text-sm text-grey-600">还没有环节</p>
  return (
    <div className="space-y-3">
      {segments.map((segment) => (
        <div key={segment.id}>
          <h3 className="mb-1.5 text-sm text-grey-700">{segment.name}</h3>
          {segment.nodes.length === 0 && <p className="text-sm text-grey-600">还没有节点</p>}
          <ul className="space-y-1.5">
            {segment.nodes.map((node) => (
              <NodeCard key={node.id} node={node} chainId={chainId} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

const EDGES: Record<NodeState, string> = {
  present: 'border-good-line',
  signed: 'border-accent-200',
  negotiating: 'border-warning-line',
  missing: 'border-dashed border-danger-line',
}

function NodeCard({ node, chainId }: { node: PicturedNode; chainId: string }) {
  const { firms, firmNames, targets } = node
  return (
    <li className={clsx('break-inside-avoid rounded border bg-paper px-3 py-2', EDGES[node.state])}>
      <div className="flex items-start justify-between gap-2">
        <Link to={nodePath(chainId, node.id)} className="min-w-0 font-medium text-ink">
          {node.name}
        </Link>
        <span className="flex-none text-sm">
          <NodeStateDot state={node.state} />
        </span>
      </div>
      {firms > 0 && (
        <p className="mt-0.5 text-sm text-grey-700">
          企业：{firmNames.join('、')}
          {firms > firmNames.length && ` 等 ${firms} 家`}
        </p>
      )}
      <p className="text-sm text-grey-700">
        <ProjectCounts node={node} />
      </p>
      {targets > 0 && (
        <p className="text-sm text-grey-700">
          目标企业{' '}
          <Link
            to={`${nodePath(chainId, node.id)}#targets`}
            className="underline"
            aria-label={`${node.name}的 ${targets} 家目标企业`}
          >
            {targets}
          </Link>{' '}
          家
        </p>
      )}
      {node.tags.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-1">
          {node.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      )}
    </li>
  )
}
