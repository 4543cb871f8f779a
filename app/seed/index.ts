import type { RoleId } from '~/auth/domain/actor'
import { hashPassword } from '~/auth/server/password-hash'
import { oneTimePassword } from '~/auth/server/secrets'
import { transaction, type Tx } from '~/platform/database/client'

export interface SeedOptions {
  mode: 'demo' | 'none'
  now: Date
}

const SEEDED = 'seeded'

/** Fills an empty database, once. Returns the lines to print; one-time passwords stand in them and nowhere else. */
export async function seedIfEmpty({ mode, now }: SeedOptions): Promise<{ lines: string[] }> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${SEEDED}))`
    if (await tx.systemMark.findUnique({ where: { key: SEEDED } })) return { lines: [] }
    const lines = await firstAdministrators(tx, now)
    await tx.systemMark.create({ data: { key: SEEDED, value: { mode, at: now.toISOString() }, updatedAt: now } })
    return { lines }
  })
}

const ADMINISTRATORS: [RoleId, string][] = [
  ['sysadmin', '系统管理员'],
  ['secadmin', '安全管理员'],
  ['auditor', '审计管理员'],
]

async function firstAdministrators(tx: Tx, now: Date): Promise<string[]> {
  const unit = await tx.unit.create({ data: { name: '招商局', kind: 'bureau', createdAt: now } })
  const lines = ['首次启动，请记下一次性密码（只显示这一次）：']
  for (const [role, name] of ADMINISTRATORS) {
    const password = oneTimePassword()
    const account = { login: role, name, unitId: unit.id, passwordHash: await hashPassword(password) }
    await tx.user.create({ data: { ...account, passwordChangedAt: now, createdAt: now, roles: { create: { role, grantedAt: now } } } })
    lines.push(`  ${role.padEnd(10)} ${password}`)
  }
  return lines
}
