import { defineRoom } from '~/room'
import { WORKBENCH_ACTIONS } from './actions'

export const workbench = defineRoom({
  name: 'workbench',
  actions: WORKBENCH_ACTIONS,
  navigation: [{ label: '工作台', to: '/workbench', icon: 'LayoutDashboard', order: 10, action: 'workbench.read' }],
})
