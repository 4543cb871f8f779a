import type { Actor, RequestContext, RoleId } from '~/auth/domain/actor'
import type { UnitKind } from '~/generated/prisma/enums'
import { database } from '~/platform/database/client'
import { projectInput, type ProjectFormValues, type ProjectInput } from '~/projects/domain/input'

/** The moment at which tests happen unless they say otherwise: 2021-06-01 in Shanghai. */
export const NOW = new Date('2021-06-01T02:00:00Z')

let counter = 0
const next = () => (counter += 1)

/** The root of the tree, made once a database. */
export async function rootUnit() {
  const root = await database().unit.findFirst({ where: { parentId: null } })
  return root ?? database().unit.create({ data: { name: '测试县', kind: 'county' } })
}

export async function aUnit(over: { name?: string; kind?: UnitKind; confirmed?: boolean } = {}) {
  const root = await rootUnit()
  return database().unit.create({
    data: {
      name: over.name ?? `单位${next()}`,
      kind: over.kind ?? 'town',
      parentId: root.id,
      confirmed: over.confirmed,
    },
  })
}

export async function aPark(over: { name?: string; unitId?: string } = {}) {
  return database().park.create({ data: { name: over.name ?? `园区${next()}`, unitId: over.unitId } })
}

interface UserOptions {
  role?: RoleId
  roles?: RoleId[]
  unitId?: string
  login?: string
}

/** A user in the database, with a password that opens nothing. */
export async function aUser({ role = 'officer', roles = [role], unitId, login }: UserOptions = {}) {
  return database().user.create({
    data: {
      login: login ?? `user${next()}`,
      name: `用户${counter}`,
      unitId: unitId ?? (await aUnit()).id,
      passwordHash: 'none',
      mustChangePassword: false,
      roles: { create: roles.map((each) => ({ role: each })) },
    },
    include: { roles: true },
  })
}

/** A call by a stored user of that role. */
export async function aContext(
  role: RoleId,
  { unitId, now = NOW }: { unitId?: string; now?: Date } = {},
): Promise<RequestContext> {
  const user = await aUser({ role, unitId })
  const actor: Actor = {
    userId: user.id,
    login: user.login,
    name: user.name,
    unitId: user.unitId,
    teamIds: [],
    roles: [role],
  }
  return { actor, now, via: 'page' }
}

/** Valid input for a project of that unit. */
export function projectOf(unitId: string, over: Partial<ProjectFormValues> = {}): ProjectInput {
  const number = next()
  return projectInput.parse({
    name: `年产${number}万件连接器项目`,
    investorName: `苏州测试${number}电子有限公司`,
    unitId,
    ...over,
  })
}
