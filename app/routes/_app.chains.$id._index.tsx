import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ListPlus, Pencil, Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { POSITION_NAMES } from '~/chains/domain/chain'
import { readChain } from '~/chains/server/chains'
import { ChainColumns, ChainFigures } from '~/chains/ui/chain-picture'
import { chainPath } from '~/chains/ui/trail'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Landscape, PrintButton, PrintedBy } from '~/ui/print'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.chain.name ?? '产业链')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.read')
  return {
    chain: await readChain(context, args.params.id),
    today: businessDay(context.now),
    person: context.actor.name,
    mayManage: can(context.actor, 'chain.manage'),
  }
}

export default function Chain() {
  const { chain, today, person, mayManage } = useLoaderData<typeof loader>()
  const at = chainPath(chain.id)
  const leader = chain.leader && `链长 ${chain.leader}${chain.leaderTitle ? `（${chain.leaderTitle}）` : ''}`
  const unit = chain.unit && `牵头单位 ${chain.unit.name}`
  return (
    <Page
      title={chain.name}
      crumbs={[{ label: '产业链', to: '/chains' }, { label: chain.name }]}
      note={[leader, unit].filter(Boolean).join(' · ')}
      printed={
        <PrintedBy day={today} person={person}>
          产业链
        </PrintedBy>
      }
      actions={
        <>
          <PrintButton />
          {mayManage && (
            <>
              <LinkButton to={`${at}/edit`} icon={Pencil}>
                编辑
              </LinkButton>
              <LinkButton to={`${at}/segments`} icon={ListPlus}>
                环节
              </LinkButton>
              {chain.segments.length > 0 && (
                <LinkButton to={`${at}/nodes/new`} tone="primary" icon={Plus}>
                  添加节点
                </LinkButton>
              )}
            </>
          )}
        </>
      }
    >
      <Landscape paper="A4" />
      {chain.parks.length > 0 && (
        <p className="mb-3 text-sm text-grey-700">
          园区：
          {chain.parks.map(({ id, name, position }, index) => (
            <span key={id}>
              {index > 0 && '，'}
              <Link to={`/settings/parks/${id}`} className="underline">
                {name}
              </Link>
              （{POSITION_NAMES[position]}）
            </span>
          ))}
        </p>
      )}
      {chain.note && <p className="mb-3 whitespace-pre-wrap text-sm text-grey-700">{chain.note}</p>}
      {chain.segments.length === 0 ? (
        <div className="panel">
          <EmptyState
            title="还没有环节"
            actions={
              mayManage && (
                <LinkButton to={`${at}/segments`} tone="primary">
                  列出环节
                </LinkButton>
              )
            }
          >
            先列出上游、中游、下游有哪些环节，再在环节里添加节点。
          </EmptyState>
        </div>
      ) : (
        <>
          <ChainFigures chain={chain} />
          <ChainColumns chain={chain} today={today} />
        </>
      )}
    </Page>
  )
}
