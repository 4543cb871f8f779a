import type { RoleId } from '~/auth/domain/actor'
import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { hashPassword } from '~/auth/server/password-hash'
import { oneTimePassword } from '~/auth/server/secrets'
import { recordAudits } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'

/** The root of the unit tree, until the place gives it its own name. */
const ROOT = '本县'

const FIRST: [RoleId, string][] = [
  ['sysadmin', '系统管理员'],
  ['secadmin', '安全管理员'],
  ['auditor', '审计管理员'],
]

/** The root unit and one account for each administrator. The one-time passwords stand in the returned lines and nowhere else. */
export async function firstAdministrators(tx: Tx, now: Date): Promise<string[]> {
  const unit = await tx.unit.create({ data: { name: ROOT, kind: 'county', createdAt: now } })
  const lines = ['首次启动，已建立三个管理员账号。一次性密码只显示这一次，首次登录须更改：']
  const context = { actor: SYSTEM_ACTOR, now, via: 'job' } as const
  for (const [role, name] of FIRST) {
    const password = oneTimePassword()
    const { id } = await tx.user.create({
      data: {
        login: role,
        name,
        unitId: unit.id,
        passwordHash: await hashPassword(password),
        passwordChangedAt: now,
        createdAt: now,
        roles: { create: { role, grantedAt: now } },
      },
      select: { id: true },
    })
    const after = { login: role, unitId: unit.id, roles: [role] }
    await recordAudits(tx, context, [{ action: 'user.create', subjectType: 'user', subjectId: id, after }])
    lines.push(`  ${role.padEnd(10)} ${password}`)
  }
  return lines
}
