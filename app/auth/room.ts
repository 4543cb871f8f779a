import { defineRoom } from '~/room'
import { AUTH_ACTIONS, AUTH_AUDIT } from './domain/actions'
import { accountDuties } from './server/duties'
import { sweepQueue } from './server/sweep-sessions'
import { auditedAccounts } from './server/audited'

export const auth = defineRoom({
  name: 'auth',
  actions: AUTH_ACTIONS,
  audit: AUTH_AUDIT,
  audited: auditedAccounts,
  tables: [
    'unit',
    'unit_name',
    'team',
    'team_member',
    'app_user',
    'user_role',
    'role_proposal',
    'session',
    'api_token',
  ],
  settings: [
    { label: '单位', to: '/settings/units', order: 10, action: 'unit.read' },
    { label: '用户', to: '/settings/users', order: 20, action: 'user.read' },
    { label: '我的令牌', to: '/settings/tokens', order: 70, action: 'token.own' },
  ],
  queues: [sweepQueue],
  duties: accountDuties,
})
