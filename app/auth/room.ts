import { defineRoom } from '~/room'
import { AUTH_ACTIONS, AUTH_AUDIT } from './domain/actions'

export const auth = defineRoom({ name: 'auth', actions: AUTH_ACTIONS, audit: AUTH_AUDIT })
