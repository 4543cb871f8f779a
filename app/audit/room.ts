import { defineRoom } from '~/room'
import { AUDIT_ACTIONS, AUDIT_AUDIT } from './domain/actions'

export const audit = defineRoom({
  name: 'audit',
  actions: AUDIT_ACTIONS,
  audit: AUDIT_AUDIT,
  tables: ['audit_event'],
  settings: [{ label: '审计日志', to: '/settings/audit', order: 80, action: 'audit.read' }],
})
