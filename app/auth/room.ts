import { defineRoom } from '~/room'
import { AUTH_ACTIONS, AUTH_AUDIT } from './domain/actions'

export const auth = defineRoom({
  name: 'auth',
  actions: AUTH_ACTIONS,
  audit: AUTH_AUDIT,
  tables: ['unit', 'unit_name', 'team', 'team_member', 'app_user', 'user_role', 'session', 'api_token'],
})
