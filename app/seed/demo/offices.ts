import type { Actor, RoleId } from '~/auth/domain/actor'
import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { hashPassword } from '~/auth/server/password-hash'
import { recordHistory } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'
import { present, valueAt } from '~/shared/present'
import { COUNTY, DEMO_PASSWORD, PARKS, TEAMS, UNITS, USERS } from './county'
import type { Random } from './random'

export interface Offices {
  unitId(name: string): string
  parkId(name: string | null): string | null
  teamId(name: string | null): string | null
  /** who registers and records for a unit */
  officerOf(unit: string): Actor
  /** who gives the opinion of a department; what comes on paper the bureau enters */
  reviewerOf(unit: string): Actor
  bureau: Actor
}

/** Units, accounts, teams and parks, all of them there since `began`. */
export async function loadOffices(tx: Tx, began: Date, now: Date, random: Random): Promise<Offices> {
  const units = new Map([COUNTY, ...UNITS.map(({ name }) => name)].map((name) => [name, random.id(began)]))
  const unitId = (name: string) => valueAt(units, name)
  const parentId = unitId(COUNTY)
  await tx.unit.create({ data: { id: parentId, name: COUNTY, kind: 'county', createdAt: began } })
  await tx.unit.createMany({
    data: UNITS.map(({ name, kind }) => ({ id: unitId(name), name, kind, parentId, createdAt: began })),
  })
  await tx.unitName.createMany({
    data: UNITS.flatMap(({ name, alsoCalled = [] }) =>
      alsoCalled.map((other) => ({ id: random.id(began), unitId: unitId(name), name: other })),
    ),
  })

  const actors = new Map<string, Actor>()
  // hashed once for all: the password is public, and each hash takes its time on purpose
  const password = {
    passwordHash: await hashPassword(DEMO_PASSWORD),
    mustChangePassword: false,
    passwordChangedAt: now,
  }
  const accounts = USERS.map(({ login, name, unit, roles }) => {
    const id = random.id(began)
    actors.set(login, { userId: id, login, name, unitId: unitId(unit), teamIds: [], roles })
    return { id, login, name, unitId: unitId(unit), ...password, createdAt: began }
  })
  await tx.user.createMany({ data: accounts })
  const userId = (login: string) => present(valueAt(actors, login).userId, login)
  await tx.userRole.createMany({
    data: USERS.flatMap(({ login, roles }) => roles.map((role) => ({ userId: userId(login), role, grantedAt: began }))),
  })

  const teams = new Map(TEAMS.map(({ name }) => [name, random.id(began)]))
  await tx.team.createMany({
    data: TEAMS.map(({ name, unit }) => ({ id: valueAt(teams, name), name, unitId: unitId(unit), validFrom: began })),
  })
  await tx.teamMember.createMany({
    data: TEAMS.flatMap(({ name, members }) =>
      members.map((login) => ({ teamId: valueAt(teams, name), userId: userId(login), validFrom: began })),
    ),
  })

  const parks = new Map(PARKS.map(({ name }) => [name, random.id(began)]))
  await tx.park.createMany({
    data: PARKS.map(({ name, unit, chains, minIntensity, ring }) => ({
      id: valueAt(parks, name),
      name,
      unitId: unitId(unit),
      chains,
      minIntensityWanPerMu: minIntensity,
      boundary: { type: 'Polygon', coordinates: [ring] },
      createdAt: began,
    })),
  })
  await recordHistory(
    tx,
    accounts.map(({ id, login, unitId: unit }) => ({
      context: { actor: SYSTEM_ACTOR, now: began, via: 'job' },
      entry: { action: 'user.create', subjectType: 'user', subjectId: id, after: { login, unitId: unit } },
    })),
  )

  const accountOf = (unit: string, ...roles: RoleId[]) =>
    valueAt(
      actors,
      USERS.find((user) => user.unit === unit && user.roles.some((role) => roles.includes(role)))?.login ?? 'bureau',
    )
  return {
    unitId,
    parkId: (name) => (name ? valueAt(parks, name) : null),
    teamId: (name) => (name ? valueAt(teams, name) : null),
    officerOf: (unit) => accountOf(unit, 'officer', 'park'),
    reviewerOf: (unit) => accountOf(unit, 'reviewer', 'land'),
    bureau: valueAt(actors, 'bureau'),
  }
}
