import { defineRoom } from '~/room'
import { PARK_AUDIT } from './domain/actions'
import { followUnitMerge } from './server/follow-unit-merge'

export const parks = defineRoom({
  name: 'parks',
  audit: PARK_AUDIT,
  tables: ['park'],
  unitMerge: followUnitMerge,
})
