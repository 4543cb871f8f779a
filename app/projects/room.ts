import { defineRoom } from '~/room'
import { PROJECT_ACTIONS, PROJECT_AUDIT } from './domain/actions'

export const projects = defineRoom({ name: 'projects', actions: PROJECT_ACTIONS, audit: PROJECT_AUDIT })
