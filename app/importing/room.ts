import { defineRoom } from '~/room'
import { IMPORT_ACTIONS, IMPORT_AUDIT } from './domain/actions'

export const importing = defineRoom({
  name: 'importing',
  actions: IMPORT_ACTIONS,
  audit: IMPORT_AUDIT,
  tables: ['import_batch', 'import_row'],
})
