import type { Named } from '~/projects/domain/read-fields'
import type { Crumb } from '~/ui/breadcrumbs'

export const chainPath = (id: string) => `/chains/${id}`
export const nodePath = (chainId: string, id: string) => `${chainPath(chainId)}/nodes/${id}`

const CHAINS: Crumb = { label: '产业链', to: '/chains' }

/** The way to a page below a chain. */
export const underChain = (chain: Named): Crumb[] => [CHAINS, { label: chain.name, to: chainPath(chain.id) }]

/** The way to a page below a node. */
export const underNode = (chain: Named, node: Named): Crumb[] => [
  ...underChain(chain),
  { label: node.name, to: nodePath(chain.id, node.id) },
]
