import { defineRoom } from '~/room'
import { CHAIN_ACTIONS, CHAIN_AUDIT } from './domain/actions'
import { auditedChains } from './server/audited'
import { chainConditions } from './server/filter-conditions'
import { followParkMerge, moveChainsOfUnit, unitTargets } from './server/follow-merges'

export const chains = defineRoom({
  name: 'chains',
  actions: CHAIN_ACTIONS,
  audit: CHAIN_AUDIT,
  audited: auditedChains,
  tables: ['chain', 'chain_segment', 'chain_node', 'chain_park', 'chain_firm', 'chain_target', 'chain_project'],
  filterConditions: chainConditions,
  unitMerge: moveChainsOfUnit,
  unitHoldings: [unitTargets],
  entryFollower: followParkMerge,
  navigation: [{ label: '产业链', to: '/chains', icon: 'Network', order: 65, action: 'chain.read' }],
})
