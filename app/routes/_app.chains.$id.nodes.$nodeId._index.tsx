import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { readNode } from '~/chains/server/node'
import { NodePage } from '~/chains/ui/node-page'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.node.name ?? '节点')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.read')
  const { id: chainId, nodeId: id } = args.params
  return {
    node: await readNode(context, { chainId, id }),
    may: {
      manage: can(context.actor, 'chain.manage'),
      addFirm: can(context.actor, 'chainFirm.edit'),
      addTarget: can(context.actor, 'chainTarget.edit'),
    },
  }
}

export default function Node() {
  return <NodePage {...useLoaderData<typeof loader>()} />
}
