import { defineRoom } from '~/room'
import { IMPORT_ACTIONS, IMPORT_AUDIT } from './domain/actions'
import { importDuties } from './tables/server/duties'
import { importQueues, lookForDead } from './tables/server/jobs'
import { auditedImports } from './tables/server/audited'

export const importing = defineRoom({
  name: 'importing',
  actions: IMPORT_ACTIONS,
  audit: IMPORT_AUDIT,
  audited: auditedImports,
  tables: ['import_batch', 'import_row', 'import_write', 'import_correction', 'import_word', 'chain_import'],
  navigation: [{ label: '导入', to: '/imports', icon: 'FileInput', order: 90, action: 'import.read' }],
  settings: [{ label: '台账用词', to: '/settings/ledger-words', order: 62, action: 'import.read' }],
  start: () => lookForDead(),
  queues: importQueues,
  duties: importDuties,
})
