import { defineRoom } from '~/room'
import { INVESTOR_ACTIONS, INVESTOR_AUDIT } from './domain/actions'

export const investors = defineRoom({
  name: 'investors',
  actions: INVESTOR_ACTIONS,
  audit: INVESTOR_AUDIT,
  tables: ['investor', 'contact', 'personal_value'],
})
