import type { Actor, RoleId } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
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

/** Who a log-in name stands for, for the command line. @throws AppError notFound (404) when unknown or disabled */
export async function actorForLogin(login: string, now: Date): Promise<Actor> {
  const [row] = await database().$queryRaw<Row[]>`
    SELECT ${personColumns(now)} FROM app_user u
    WHERE u.login = ${login.trim().toLowerCase()} AND u.disabled_at IS NULL`
  if (!row) throw notFound(`启用的用户“${login}”`)
  return actorOf(row)
}
