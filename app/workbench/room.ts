import { defineRoom } from '~/room'
import { WORKBENCH_ACTIONS } from './actions'

export const workbench = defineRoom({ name: 'workbench', actions: WORKBENCH_ACTIONS })
