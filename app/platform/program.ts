import { sweepDaily } from '~/auth/server/sweep-sessions'
import { api } from '~/api/app'
import { workImports } from '~/importing/tables/server/jobs'
import { installRooms } from '~/rooms'
import { seedIfEmpty } from '~/seed'
import type { Program } from './boot'

installRooms()

/** The rooms that a running server is made of, besides its pages. */
export const program: Program = {
  seed: seedIfEmpty,
  api,
  workers: [workImports, sweepDaily],
}
