import { database } from '~/platform/database/client'

/** Names of users by id, read once; the system where there is none. */
export async function userNames(ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const users =
    wanted.length === 0
      ? []
      : await database().user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
  const byId = new Map(users.map((user) => [user.id, user.name]))
  return (id) => (id ? (byId.get(id) ?? '已删除的用户') : '系统')
}
