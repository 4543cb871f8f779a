import { defineRoom } from '~/room'
import { PARK_AUDIT } from './domain/actions'

export const parks = defineRoom({ name: 'parks', audit: PARK_AUDIT })
