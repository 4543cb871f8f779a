import { defineRoom } from '~/room'
import { SCREENING_ACTIONS, SCREENING_AUDIT } from './domain/actions'
import { auditedScreening } from './server/audited'

export const screening = defineRoom({
  name: 'screening',
  actions: SCREENING_ACTIONS,
  audit: SCREENING_AUDIT,
  audited: auditedScreening,
  tables: ['screening', 'screening_revision', 'screening_exception'],
})
