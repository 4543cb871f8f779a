import { defineRoom } from '~/room'
import { SCREENING_ACTIONS, SCREENING_AUDIT } from './domain/actions'

export const screening = defineRoom({
  name: 'screening',
  actions: SCREENING_ACTIONS,
  audit: SCREENING_AUDIT,
})
