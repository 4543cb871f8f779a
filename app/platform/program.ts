import { api } from '~/api/app'
import { ogc } from '~/api/ogc/app'
import { brought, installRooms } from '~/rooms'
import { seedIfEmpty } from '~/seed'
import type { Program } from './boot'

installRooms()

/** What a running server is made of, besides its pages. */
export const program: Program = {
  seed: seedIfEmpty,
  starts: brought('start'),
  api,
  ogc,
}
