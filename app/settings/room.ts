import { defineRoom } from '~/room'
import { SETTINGS_ACTIONS, SETTINGS_AUDIT } from './domain/actions'

export const settings = defineRoom({
  name: 'settings',
  actions: SETTINGS_ACTIONS,
  audit: SETTINGS_AUDIT,
  tables: ['rule_set'],
})
