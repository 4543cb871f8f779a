import { SYSTEM_ACTOR, type Actor, type RoleId } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { actorOf, personColumns } from './session'

interface Row {
  userId: string
  login: string
  name: string
  unitId: string
  unitName: string
  mustChangePassword: boolean
  roles: RoleId[]
  teamIds: string[]
}

/** On whose behalf a job runs, with the roles they have now; nobody: the system. Null when unknown or disabled. */
export async function actorForUser(userId: string | null, now: Date): Promise<Actor | null> {
  if (userId === null) return SYSTEM_ACTOR
  const [row] = await database().$queryRaw<Row[]>`
    SELECT ${personColumns(now)} FROM app_user u WHERE u.id = ${userId}::uuid AND u.disabled_at IS NULL`
  return row ? actorOf(row) : null
}
