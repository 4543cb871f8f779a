import { defineRoom } from '~/room'
import { PARK_ACTIONS, PARK_AUDIT } from './domain/actions'
import { followUnitMerge } from './server/follow-unit-merge'

export const parks = defineRoom({
  name: 'parks',
  actions: PARK_ACTIONS,
  audit: PARK_AUDIT,
  tables: ['park', 'park_name', 'industry', 'industry_name'],
  unitMerge: followUnitMerge,
})
