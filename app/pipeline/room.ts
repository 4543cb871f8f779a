import { defineRoom } from '~/room'
import { PIPELINE_ACTIONS } from './domain/actions'

export const pipeline = defineRoom({ name: 'pipeline', actions: PIPELINE_ACTIONS })
