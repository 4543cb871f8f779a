import { randomBytes } from 'node:crypto'
import type { Actor } from '~/auth/domain/actor'
import { createToken } from '~/auth/server/create-token'
import { SESSION_COOKIE, openSession } from '~/auth/server/session'
import { database, transaction } from '~/platform/database/client'
import type { Asker } from './routes'

export type Head = { authorization: string; cookie: string }

/** What a user of this role sends with a request, page or API. */
export async function credentials(asker: Asker, now: Date): Promise<Head> {
  const user = await database().user.findFirstOrThrow({
    where: { roles: { some: { role: asker } } },
    orderBy: { login: 'asc' },
    include: { roles: true },
  })
  const actor: Actor = {
    userId: user.id,
    login: user.login,
    name: user.name,
    unitId: user.unitId,
    teamIds: [],
    roles: [asker],
  }
  await database().apiToken.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: now } })
  const { token } = await createToken({ actor, now, via: 'job' }, { name: `bench ${randomBytes(4).toString('hex')}` })
  const session = await transaction((tx) => openSession(tx, { userId: user.id, now: new Date() }))
  return { authorization: `Bearer ${token}`, cookie: `${SESSION_COOKIE}=${session.token}` }
}
