import { defineRoom } from '~/room'
import { PIPELINE_ACTIONS } from './domain/actions'

export const pipeline = defineRoom({
  name: 'pipeline',
  actions: PIPELINE_ACTIONS,
  navigation: [{ label: '签约开工', to: '/pipeline', icon: 'Filter', order: 70, action: 'figure.read' }],
})
