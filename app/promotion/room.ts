import { defineRoom } from '~/room'
import { PROMOTION_ACTIONS, PROMOTION_AUDIT } from './domain/actions'

export const promotion = defineRoom({ name: 'promotion', actions: PROMOTION_ACTIONS, audit: PROMOTION_AUDIT })
