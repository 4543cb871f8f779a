import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, SYSTEM_ACTOR, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { useDatabase } from '~test/database'
import { aContext, aUnit, aUser, NOW } from '~test/factories'
import { confirmRoles } from './confirm-roles'
import { changePassword } from './change-password'
import { createToken } from './create-token'
import { createUser } from './create-user'
import { disableUser } from './disable-user'
import { enableUser } from './enable-user'
import { listTokens } from './list-tokens'
import { listUsers } from './list-users'
import { floodFrom, logIn } from './log-in'
import { logOut } from './log-out'
import { lastReset } from './last-reset'
import { readUser } from './read-user'
import { resetPassword } from './reset-password'
import { revokeToken } from './revoke-token'
import { findSession, openSession } from './session'
import { setRoles } from './set-roles'
import { withdrawRoles } from './withdraw-roles'
import { sweepSessions } from './sweep-sessions'
import { actorForToken } from './token-context'

useDatabase()

const MINUTE = 60_000
const later = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE)
const system: RequestContext = { actor: SYSTEM_ACTOR, now: NOW, via: 'cli' }
let unitId: string
let address = 0
/** Each from an address of its own, so that one test's failures do not slow the next. */
const stranger = (now = NOW) => ({ now, address: `10.0.0.${(address += 1)}`, via: 'page' as const })

beforeAll(async () => {
  unitId = (await aUnit()).id
})

async function account(login: string, roles: (typeof ROLES)[number][] = ['officer']) {
  return createUser(system, { login, name: '张三', unitId, roles })
}

async function signedIn(
  login: string,
): Promise<{ context: RequestContext; password: string; token: string; sessionId: string }> {
  const { oneTimePassword: password } = await account(login)
  const { token } = await logIn(stranger(), { login, password })
  const session = (await findSession(token, NOW))!
  return { context: { actor: session.actor, now: NOW, via: 'page' }, password, token, sessionId: session.sessionId }
}

const code = (error: unknown) => (error as { code: string }).code
const refusedAs = (promise: Promise<unknown>) => promise.then(() => 'done', code)

describe('logging in', () => {
  test('a right password opens a session that knows unit, teams and roles', async () => {
    const { oneTimePassword } = await account('anna')
    const team = await database().team.create({ data: { name: '专班', unitId, validFrom: new Date('2021-01-01') } })
    const former = await database().team.create({ data: { name: '旧专班', unitId, validFrom: new Date('2020-01-01') } })
    const { id: userId } = await database().user.findUniqueOrThrow({ where: { login: 'anna' } })
    await database().teamMember.createMany({
      data: [
        { teamId: team.id, userId, validFrom: new Date('2021-01-01') },
        { teamId: former.id, userId, validFrom: new Date('2020-01-01'), validTo: new Date('2020-12-31') },
      ],
    })
    const { token, mustChangePassword } = await logIn(stranger(), { login: ' Anna ', password: oneTimePassword })
    expect(mustChangePassword).toBe(true)
    const session = await findSession(token, NOW)
    expect(session?.actor).toEqual({
      userId,
      login: 'anna',
      name: '张三',
      unitId,
      teamIds: [team.id],
      roles: ['officer'],
    })
  })

  test('the token is stored as a hash', async () => {
    const { token } = await signedIn('bella')
    expect(await database().session.count({ where: { tokenHash: token } })).toBe(0)
  })

  test('an unknown log-in, a disabled one and a wrong password get the same answer', async () => {
    await account('carl')
    const { userId } = await account('gone')
    await disableUser(system, { userId })
    const answers = await Promise.all(
      ['carl', 'nobody', 'gone'].map((login) =>
        logIn(stranger(), { login, password: 'wrong' }).catch((error: Error) => error.message),
      ),
    )
    expect(new Set(answers)).toEqual(new Set(['登录名或密码不正确']))
  })

  test.each(['dora', 'not-an-account'])('after five failures %s is locked for half an hour', async (login) => {
    const { oneTimePassword } = await account('dora').catch(() => ({ oneTimePassword: '' }))
    const answers = []
    for (let i = 0; i < 6; i += 1) answers.push(await refusedAs(logIn(stranger(), { login, password: 'wrong' })))
    expect(answers).toEqual([...Array<string>(4).fill('unauthenticated'), 'tooMany', 'tooMany'])
    if (login !== 'dora') return
    expect(await refusedAs(logIn(stranger(), { login, password: oneTimePassword }))).toBe('tooMany')
    expect(await refusedAs(logIn(stranger(later(29)), { login, password: oneTimePassword }))).toBe('tooMany')
    expect(await refusedAs(logIn(stranger(later(31)), { login, password: oneTimePassword }))).toBe('done')
  })

  test('a hundred guesses at once are still five', async () => {
    await account('eve')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refusedAs(logIn(stranger(), { login: 'eve', password: 'wrong' }))),
    )
    expect(answers.filter((each) => each === 'unauthenticated')).toHaveLength(4)
    const { failedAttempts } = await database().user.findUniqueOrThrow({ where: { login: 'eve' } })
    expect(failedAttempts).toBe(5)
  })

  test('a success takes the failures back', async () => {
    const { oneTimePassword } = await account('fred')
    for (let i = 0; i < 4; i += 1) await refusedAs(logIn(stranger(), { login: 'fred', password: 'wrong' }))
    await logIn(stranger(), { login: 'fred', password: oneTimePassword })
    const { failedAttempts } = await database().user.findUniqueOrThrow({ where: { login: 'fred' } })
    expect(failedAttempts).toBe(0)
  })

  test('after thirty failures an address hears no more of its wrong passwords, and a right one passes', async () => {
    const from = { now: NOW, address: '10.9.9.9', via: 'page' as const }
    for (let i = 0; i < 30; i += 1) await refusedAs(logIn(from, { login: `guess${i}`, password: 'x' }))
    const { oneTimePassword } = await account('gina')
    expect(await refusedAs(logIn(from, { login: 'gina', password: 'wrong' }))).toBe('tooMany')
    expect(await refusedAs(logIn(from, { login: 'gina', password: oneTimePassword }))).toBe('done')
    expect(await refusedAs(logIn(stranger(), { login: 'gina', password: 'wrong' }))).toBe('unauthenticated')
  })

  test('an address that floods is let in only as who has signed in from there before', async () => {
    const from = { now: NOW, address: '10.9.9.8', via: 'page' as const }
    const [known, unknown] = [await account('regular'), await account('visitor')]
    await logIn(from, { login: 'regular', password: known.oneTimePassword })
    await floodFrom(from.address)
    expect(await refusedAs(logIn(from, { login: 'visitor', password: unknown.oneTimePassword }))).toBe('tooMany')
    expect(await refusedAs(logIn(from, { login: 'regular', password: known.oneTimePassword }))).toBe('done')
    expect(await refusedAs(logIn(stranger(), { login: 'visitor', password: unknown.oneTimePassword }))).toBe('done')
  })

  test('both are written to the audit log, without what was typed', async () => {
    const { userId, oneTimePassword } = await account('hans')
    await refusedAs(logIn(stranger(), { login: 'hans', password: 'my secret' }))
    await logIn(stranger(), { login: 'hans', password: oneTimePassword })
    const events = await database().auditEvent.findMany({ where: { actorId: userId }, orderBy: { seq: 'asc' } })
    expect(events.map(({ action, result }) => [action, result])).toEqual([
      ['session.refused', 'refused'],
      ['session.open', 'done'],
    ])
    expect(JSON.stringify(events, (_, value: unknown) => String(value))).not.toContain('my secret')
  })
})

describe('a session', () => {
  test('ends after half an hour of rest, and after twelve hours in any case', async () => {
    const { token } = await signedIn('idle')
    expect(await findSession(token, later(29))).not.toBeNull()
    expect(await findSession(token, later(58))).not.toBeNull()
    expect(await findSession(token, later(89))).toBeNull()
    await database().session.updateMany({ data: { lastSeenAt: later(12 * 60 - 1) } })
    expect(await findSession(token, later(12 * 60 - 0.5))).not.toBeNull()
    expect(await findSession(token, later(12 * 60 + 0.5))).toBeNull()
  })

  test('is marked as seen at most once a minute', async () => {
    const { token, sessionId } = await signedIn('seen')
    const seenAt = async () => (await database().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt
    await findSession(token, later(0.5))
    expect(await seenAt()).toEqual(NOW)
    await findSession(token, later(1.5))
    expect(await seenAt()).toEqual(later(1.5))
  })

  test('opens nothing after log-out, and only its owner can end it', async () => {
    const { context, token, sessionId } = await signedIn('outa')
    await logOut(await aContext('officer'), { sessionId })
    expect(await findSession(token, NOW)).not.toBeNull()
    await logOut(context, { sessionId })
    expect(await findSession(token, NOW)).toBeNull()
  })
})

describe('changing the password', () => {
  test('needs the current one, a good new one and the same again', async () => {
    const { context, password: current } = await signedIn('ivan')
    const good = 'Spring-2026'
    const fieldOf = (input: { current: string; password: string; repeat: string }) =>
      changePassword(context, input).then(
        () => 'done',
        (error: { errors: { path: string }[] }) => error.errors[0]!.path,
      )
    expect(await fieldOf({ current: 'wrong', password: good, repeat: good })).toBe('current')
    expect(await fieldOf({ current, password: 'short', repeat: 'short' })).toBe('password')
    expect(await fieldOf({ current, password: good, repeat: 'other' })).toBe('repeat')
    expect(await fieldOf({ current, password: current, repeat: current })).toBe('password')
    expect(await fieldOf({ current, password: good, repeat: good })).toBe('done')
    expect((await logIn(stranger(), { login: 'ivan', password: good })).mustChangePassword).toBe(false)
  })

  test('five wrong guesses at once or in turn lock the account, end its sessions and stand in the log', async () => {
    const { context, password: current, token } = await signedIn('kurt')
    const good = { password: 'Spring-2026', repeat: 'Spring-2026' }
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => refusedAs(changePassword(context, { current: 'guess', ...good }))),
    )
    expect(guesses.filter((each) => each === 'invalid')).toHaveLength(4)
    expect(guesses.filter((each) => each === 'tooMany')).toHaveLength(16)
    expect(await refusedAs(changePassword(context, { current, ...good }))).toBe('tooMany')
    expect(await findSession(token, NOW)).toBeNull()
    const logged = await database().auditEvent.findMany({
      where: { subjectId: context.actor.userId, subjectType: 'user' },
    })
    const count = (action: string) => logged.filter((each) => each.action === action).length
    expect([count('password.refused'), count('user.lock')]).toEqual([5, 1])
  })

  test('a right one takes the wrong guesses back', async () => {
    const { context, password: current } = await signedIn('lena')
    const good = { password: 'Spring-2026', repeat: 'Spring-2026' }
    for (let i = 0; i < 4; i += 1) await refusedAs(changePassword(context, { current: 'guess', ...good }))
    await changePassword(context, { current, ...good })
    const { failedAttempts, lockedUntil } = await database().user.findUniqueOrThrow({ where: { login: 'lena' } })
    expect([failedAttempts, lockedUntil]).toEqual([0, null])
  })

  test('ends every other session of the user', async () => {
    const { context, password: current, token, sessionId } = await signedIn('jane')
    const other = await transaction((tx) => openSession(tx, { userId: context.actor.userId!, now: NOW }))
    await changePassword(context, { current, password: 'Spring-2026', repeat: 'Spring-2026', sessionId })
    expect(await findSession(token, NOW)).not.toBeNull()
    expect(await findSession(other.token, NOW)).toBeNull()
  })
})

test('a session is swept away thirty days after it is over, and not before', async () => {
  const { sessionId } = await signedIn('mary')
  const { expiresAt } = await database().session.findUniqueOrThrow({ where: { id: sessionId } })
  const days = (n: number) => new Date(expiresAt.getTime() + n * 24 * 60 * MINUTE)
  const there = () => database().session.count({ where: { id: sessionId } })
  await sweepSessions(days(29))
  expect(await there()).toBe(1)
  await sweepSessions(days(31))
  expect(await there()).toBe(0)
})

describe('making accounts', () => {
  test('gives a one-time password once, and stores only its hash', async () => {
    const context = await aContext('sysadmin')
    const made = await createUser(context, { login: 'New.One', name: '李四', unitId })
    expect(made).toMatchObject({
      login: 'new.one',
      oneTimePassword: expect.stringMatching(/^[A-Za-z2-9]{14}$/) as string,
    })
    const stored = await database().user.findUniqueOrThrow({ where: { login: 'new.one' } })
    expect(stored.passwordHash).toMatch(/^\$argon2id\$/)
    expect(stored.mustChangePassword).toBe(true)
    const event = await database().auditEvent.findFirstOrThrow({ where: { subjectId: stored.id } })
    expect(JSON.stringify(event.after)).not.toContain(made.oneTimePassword)
  })

  test.each([
    [{ login: 'x' }, 'login'],
    [{ login: '张三' }, 'login'],
    [{ login: 'taken' }, 'login'],
    [{ name: ' ' }, 'name'],
    [{ unitId: '7d9c3f3e-0000-4000-8000-000000000000' }, 'unitId'],
    [{ roles: ['bureau', 'sysadmin'] as const }, 'roles'],
  ])('input %j is refused at its field', async (over, field) => {
    await account('taken').catch(() => {})
    const input = { login: 'fine', name: '王五', unitId, roles: [], ...over }
    await expect(createUser(system, { ...input, roles: [...input.roles] })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ path: field }],
    })
  })

  test('the three administrators can be kept apart by setting', async () => {
    await expect(
      createUser(system, { login: 'three', name: '三员', unitId, roles: ['sysadmin', 'auditor'] }),
    ).resolves.toBeDefined()
    Object.assign(env(), { SEPARATE_ADMINS: true })
    const refused = createUser(system, { login: 'three2', name: '三员', unitId, roles: ['sysadmin', 'auditor'] })
    await expect(refused).rejects.toMatchObject({ code: 'invalid' })
    Object.assign(env(), { SEPARATE_ADMINS: false })
  })

  test("administrators kept apart cannot take over each other's account by resetting its password", async () => {
    const sysadmin = await aContext('sysadmin')
    for (const role of ['secadmin', 'auditor'] as const) await aUser({ role })
    const reset = async (role: RoleId, context: RequestContext = sysadmin) =>
      refusedAs(resetPassword(context, { userId: (await aUser({ role })).id }))
    expect([await reset('secadmin'), await reset('auditor')]).toEqual(['done', 'done'])
    Object.assign(env(), { SEPARATE_ADMINS: true })
    expect([await reset('secadmin'), await reset('auditor'), await reset('bureau')]).toEqual([
      'forbidden',
      'forbidden',
      'done',
    ])
    expect(await reset('auditor', system)).toBe('done')
    Object.assign(env(), { SEPARATE_ADMINS: false })
  })

  test('a reset opens no more to who resets than they hold: roles are taken back until a security administrator grants them', async () => {
    const [sysadmin, secadmin] = [await aContext('sysadmin'), await aContext('secadmin')]
    for (const role of ROLES) {
      await aUser({ role })
      const { id: userId } = await aUser({ role })
      const { login, oneTimePassword, taken } = await resetPassword(sysadmin, { userId })
      const { token } = await logIn(stranger(), { login, password: oneTimePassword })
      const opened = (await findSession(token, NOW))!.actor.roles
      expect([role, opened, taken]).toEqual(role === 'sysadmin' ? [role, [role], []] : [role, [], [role]])
      const read = await readUser(secadmin, userId)
      expect(read.reset?.roles ?? []).toEqual(taken)
      if (taken.length === 0) continue
      expect(read.reset).toMatchObject({ byName: sysadmin.actor.name })
      expect((await lastReset(userId, ['password.change']))?.byName).toBe(sysadmin.actor.name)
      await setRoles(secadmin, { userId, roles: taken })
      expect((await readUser(secadmin, userId)).reset).toBeNull()
      expect((await findSession(token, NOW))!.actor.roles).toEqual([role])
    }
  })

  test('who may grant roles and the command line reset a password without taking any', async () => {
    const both = await aContext('sysadmin')
    both.actor.roles = ['sysadmin', 'secadmin']
    for (const context of [both, system]) {
      const { id: userId } = await aUser({ role: 'bureau' })
      expect((await resetPassword(context, { userId })).taken).toEqual([])
      expect(await database().userRole.count({ where: { userId, role: 'bureau' } })).toBe(1)
    }
  })

  test('the last security administrator is not reset by page, and the refusal says the way out', async () => {
    const sysadmin = await aContext('sysadmin')
    await database().userRole.deleteMany({ where: { role: 'secadmin' } })
    const { id: userId } = await aUser({ role: 'secadmin' })
    await expect(resetPassword(sysadmin, { userId })).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('npm run -s crm -- user reset') as string,
    })
    expect(await database().userRole.count({ where: { userId } })).toBe(1)
  })

  test('who makes accounts grants no roles, and who grants roles makes no accounts', async () => {
    const [sysadmin, secadmin] = [await aContext('sysadmin'), await aContext('secadmin')]
    const input = { login: 'apart', name: '赵六', unitId }
    expect(await refusedAs(createUser(sysadmin, { ...input, roles: ['bureau'] }))).toBe('forbidden')
    expect(await refusedAs(createUser(secadmin, input))).toBe('forbidden')
    const { userId } = await createUser(sysadmin, input)
    expect(await refusedAs(setRoles(sysadmin, { userId, roles: ['bureau'] }))).toBe('forbidden')
    expect(await refusedAs(setRoles(secadmin, { userId, roles: ['bureau'] }))).toBe('done')
  })

  test.each(ROLES.filter((role) => role !== 'sysadmin'))(
    '%s may not make, close, open or reset an account',
    async (role) => {
      const context = await aContext(role)
      const { id: userId } = await aUser()
      const tries = [
        createUser(context, { login: 'never', name: '无', unitId }),
        disableUser(context, { userId }),
        enableUser(context, { userId }),
        resetPassword(context, { userId }),
      ]
      expect(await Promise.all(tries.map(refusedAs))).toEqual(Array(4).fill('forbidden'))
    },
  )

  test('only administrators see the list of users', async () => {
    const answers = await Promise.all(
      ROLES.map(async (role) => [role, await refusedAs(listUsers(await aContext(role)))]),
    )
    expect(answers.filter(([, answer]) => answer === 'done').map(([role]) => role)).toEqual([
      'sysadmin',
      'secadmin',
      'auditor',
    ])
  })

  test('the list is searched, filtered and paged by the database', async () => {
    const context = await aContext('sysadmin')
    const own = await aUnit()
    for (const login of ['list-a', 'list-b', 'list-c']) await aUser({ login, unitId: own.id, role: 'leader' })
    expect((await listUsers(context, { unitId: own.id, limit: 2 })).items.map(({ login }) => login)).toEqual([
      'list-a',
      'list-b',
    ])
    const second = await listUsers(context, { unitId: own.id, limit: 2, offset: 2 })
    expect([second.total, second.items.map(({ login }) => login)]).toEqual([3, ['list-c']])
    expect((await listUsers(context, { search: 'LIST-B' })).total).toBe(1)
    expect((await listUsers(context, { unitId: own.id, role: 'officer' })).total).toBe(0)
    expect((await listUsers(context, { unitId: own.id, state: 'disabled' })).total).toBe(0)
  })
})

describe('closing accounts and changing roles', () => {
  test('a closed account loses its sessions at once, and its past stays', async () => {
    const { context, token } = await signedIn('kate')
    await disableUser(await aContext('sysadmin'), { userId: context.actor.userId! })
    expect(await findSession(token, NOW)).toBeNull()
    expect(await database().user.count({ where: { login: 'kate' } })).toBe(1)
  })

  test('a reset password is a one-time one, unlocks, and ends the sessions', async () => {
    const { context, token } = await signedIn('liam')
    for (let i = 0; i < 5; i += 1) await refusedAs(logIn(stranger(), { login: 'liam', password: 'wrong' }))
    const { oneTimePassword } = await resetPassword(await aContext('sysadmin'), { userId: context.actor.userId! })
    expect(await findSession(token, NOW)).toBeNull()
    expect((await logIn(stranger(), { login: 'liam', password: oneTimePassword })).mustChangePassword).toBe(true)
  })

  test('a token ends with a reset password and with a closed account, and an opened account does not bring it back', async () => {
    const sysadmin = await aContext('sysadmin')
    for (const takeBack of [resetPassword, disableUser]) {
      const { id: userId } = await aUser()
      const { token } = await createToken(system, { name: 'sync', userId })
      expect(await actorForToken(token, NOW)).not.toBeNull()
      await takeBack(sysadmin, { userId })
      await enableUser(sysadmin, { userId })
      expect(await actorForToken(token, NOW)).toBeNull()
    }
  })

  test('nobody closes their own account or changes their own roles', async () => {
    const [sysadmin, secadmin] = [await aContext('sysadmin'), await aContext('secadmin')]
    expect(await refusedAs(disableUser(sysadmin, { userId: sysadmin.actor.userId! }))).toBe('conflict')
    expect(await refusedAs(setRoles(secadmin, { userId: secadmin.actor.userId!, roles: ['auditor'] }))).toBe('conflict')
  })

  test('the last administrator of a kind stays, even when two go at the same second', async () => {
    await database().userRole.deleteMany({ where: { role: { in: ['sysadmin', 'secadmin', 'auditor'] } } })
    const auditor = await aUser({ role: 'auditor' })
    const [a, b] = [await aUser({ role: 'sysadmin' }), await aUser({ role: 'sysadmin' })]
    const sec = await aUser({ role: 'secadmin' })
    const both = await Promise.all([a, b].map(({ id }) => refusedAs(disableUser(system, { userId: id }))))
    expect(both.toSorted()).toEqual(['conflict', 'done'])
    expect(await refusedAs(setRoles(system, { userId: sec.id, roles: ['officer'] }))).toBe('conflict')
    expect(await refusedAs(disableUser(system, { userId: auditor.id }))).toBe('conflict')
    expect(await database().userRole.count({ where: { userId: sec.id, role: 'secadmin' } })).toBe(1)
  })

  test('of two who change one account the second is told', async () => {
    const user = await aUser()
    const context = await aContext('secadmin')
    await setRoles(context, { userId: user.id, roles: ['park'], version: 1 })
    expect(await refusedAs(setRoles(context, { userId: user.id, roles: ['land'], version: 1 }))).toBe('stale')
  })

  test('granted and revoked roles are told in the log, with who granted them', async () => {
    const user = await aUser({ role: 'officer' })
    const context = await aContext('secadmin')
    await setRoles(context, { userId: user.id, roles: ['park'] })
    const events = await database().auditEvent.findMany({ where: { subjectId: user.id }, orderBy: { seq: 'asc' } })
    expect(events.map(({ action, after }) => [action, after])).toEqual([
      ['role.grant', { roles: ['park'] }],
      ['role.revoke', { roles: ['officer'] }],
    ])
    const roles = await database().userRole.findMany({ where: { userId: user.id } })
    expect(roles).toMatchObject([{ role: 'park', grantedById: context.actor.userId }])
  })
})

describe('with the administrators kept apart a role takes two people', () => {
  beforeAll(() => void Object.assign(env(), { SEPARATE_ADMINS: true }))
  afterAll(() => void Object.assign(env(), { SEPARATE_ADMINS: false }))

  const rolesOf = async (userId: string) =>
    (await database().userRole.findMany({ where: { userId }, orderBy: { role: 'asc' } })).map(({ role }) => role)

  test('who grants, who makes accounts and who both hold get no role for an account of theirs alone', async () => {
    const [sysadmin, secadmin] = [await aContext('sysadmin'), await aContext('secadmin')]
    const combined = await aContext('sysadmin')
    combined.actor.roles = ['sysadmin', 'secadmin']
    for (const context of [sysadmin, secadmin, combined]) {
      for (const role of ['bureau', 'secadmin', 'auditor'] as const) {
        const made = { login: `alone-${role}`, name: '一人', unitId, roles: [role] }
        expect(await refusedAs(createUser(context, made))).toBe('forbidden')
        const { id: userId } = await aUser({ roles: [] })
        await refusedAs(setRoles(context, { userId, roles: [role] }))
        await refusedAs(confirmRoles(context, { userId }))
        expect([role, await rolesOf(userId)]).toEqual([role, []])
      }
    }
    const { id: userId } = await aUser({ role: 'bureau' })
    expect((await resetPassword(combined, { userId })).taken).toEqual(['bureau'])
  })

  test('a proposed role opens nothing until another person confirms it, and then tells who both were', async () => {
    const [secadmin, sysadmin] = [await aContext('secadmin'), await aContext('sysadmin')]
    const user = await aUser({ role: 'officer' })
    const { token } = await transaction((tx) => openSession(tx, { userId: user.id, now: NOW }))
    const opened = async () => (await findSession(token, NOW))?.actor.roles
    expect(await setRoles(secadmin, { userId: user.id, roles: ['bureau'] })).toEqual({ waiting: ['bureau'] })
    expect(await opened()).toEqual([])
    expect(await refusedAs(confirmRoles(secadmin, { userId: user.id }))).toBe('conflict')
    for (const role of ROLES.filter((each) => each !== 'sysadmin' && each !== 'secadmin')) {
      expect([role, await refusedAs(confirmRoles(await aContext(role), { userId: user.id }))]).toEqual([
        role,
        'forbidden',
      ])
    }
    await confirmRoles(sysadmin, { userId: user.id })
    expect(await opened()).toEqual(['bureau'])
    expect((await readUser(secadmin, user.id)).roles).toMatchObject([
      { role: 'bureau', grantedBy: secadmin.actor.name, confirmedBy: sysadmin.actor.name },
    ])
    const events = await database().auditEvent.findMany({ where: { subjectId: user.id }, orderBy: { seq: 'asc' } })
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['role.propose', secadmin.actor.userId],
      ['role.revoke', secadmin.actor.userId],
      ['role.grant', sysadmin.actor.userId],
    ])
    expect(events[2]!.after).toEqual({ roles: ['bureau'], proposedBy: [secadmin.actor.name] })
  })

  test('nobody confirms a role for themselves', async () => {
    const [secadmin, other] = [await aContext('secadmin'), await aContext('secadmin')]
    await setRoles(secadmin, { userId: other.actor.userId, roles: ['auditor'] })
    expect(await refusedAs(confirmRoles(other, { userId: other.actor.userId }))).toBe('conflict')
  })

  test('who resets a password does not confirm what was proposed before', async () => {
    const [secadmin, sysadmin] = [await aContext('secadmin'), await aContext('sysadmin')]
    for (const takeOver of [resetPassword, disableUser]) {
      const { id: userId } = await aUser({ roles: [] })
      await setRoles(secadmin, { userId, roles: ['bureau'] })
      await takeOver(sysadmin, { userId })
      expect(await refusedAs(confirmRoles(sysadmin, { userId }))).toBe('conflict')
      expect(await rolesOf(userId)).toEqual([])
    }
  })

  test('what was seen is what is confirmed', async () => {
    const [secadmin, sysadmin] = [await aContext('secadmin'), await aContext('sysadmin')]
    const { id: userId } = await aUser({ roles: [] })
    await setRoles(secadmin, { userId, roles: ['officer'] })
    const { version } = await readUser(sysadmin, userId)
    await setRoles(secadmin, { userId, roles: ['officer', 'bureau'] })
    expect(await refusedAs(confirmRoles(sysadmin, { userId, version }))).toBe('stale')
    const answers = await Promise.all([0, 1].map(() => refusedAs(confirmRoles(sysadmin, { userId }))))
    expect(answers.filter((each) => each === 'done')).toHaveLength(1)
    expect(await rolesOf(userId)).toEqual(['officer', 'bureau'])
  })

  test('a proposal is taken back by either, stands in the list of whom it waits for, and none combines administrators', async () => {
    const [secadmin, sysadmin] = [await aContext('secadmin'), await aContext('sysadmin')]
    const waitingFor = async (context: RequestContext) =>
      (await listUsers(context, { state: 'proposed', limit: 200 })).items.map(({ id }) => id)
    const { id: userId } = await aUser({ roles: [] })
    for (const context of [secadmin, sysadmin]) {
      await setRoles(secadmin, { userId, roles: ['bureau'] })
      expect([(await waitingFor(secadmin)).includes(userId), (await waitingFor(sysadmin)).includes(userId)]).toEqual([
        false,
        true,
      ])
      await withdrawRoles(context, { userId })
      expect(await refusedAs(confirmRoles(sysadmin, { userId }))).toBe('conflict')
    }
    await setRoles(secadmin, { userId, roles: ['auditor'] })
    await setRoles(system, { userId, roles: ['bureau'] })
    expect([await refusedAs(confirmRoles(sysadmin, { userId })), await rolesOf(userId)]).toEqual([
      'conflict',
      ['bureau'],
    ])
    await database().roleProposal.create({ data: { userId, role: 'auditor', proposedById: secadmin.actor.userId! } })
    expect(await refusedAs(confirmRoles(sysadmin, { userId }))).toBe('invalid')
  })
})

describe('tokens', () => {
  test('a token stands for its user before the one-time password is changed', async () => {
    const { userId } = await account('mona')
    const { token } = await createToken(system, { name: 'sync', userId })
    expect(token).toMatch(/^crm_[\w-]{43}$/)
    expect(await actorForToken(token, NOW)).toMatchObject({ login: 'mona', roles: ['officer'], unitId })
  })

  test.each(['expired', 'revoked', 'of a disabled user', 'unknown', 'without its prefix'])(
    'a token %s opens nothing',
    async (why) => {
      const user = await aUser()
      const context: RequestContext = {
        ...(await aContext('officer')),
        actor: { ...(await aContext('officer')).actor, userId: user.id },
      }
      const { token, tokenId } = await createToken(context, { name: 't', days: 1 })
      expect(await actorForToken(token, NOW)).not.toBeNull()
      if (why === 'revoked') await revokeToken(context, { tokenId })
      if (why === 'of a disabled user') await disableUser(system, { userId: user.id })
      const shown = why === 'unknown' ? `${token}x` : why === 'without its prefix' ? token.slice(4) : token
      expect(await actorForToken(shown, why === 'expired' ? later(24 * 60 + 1) : NOW)).toBeNull()
    },
  )

  test("another person's token is neither made, seen nor ended", async () => {
    const [mine, theirs] = [await aContext('officer'), await aContext('bureau')]
    const { tokenId } = await createToken(mine, { name: 'mine' })
    expect(await refusedAs(createToken(theirs, { name: 'x', userId: mine.actor.userId! }))).toBe('forbidden')
    expect(await refusedAs(revokeToken(theirs, { tokenId }))).toBe('notFound')
    expect((await listTokens(theirs)).total).toBe(0)
    expect((await listTokens(mine)).items).toMatchObject([{ name: 'mine', state: 'valid' }])
  })

  test('its use is marked at most once a minute', async () => {
    const context = await aContext('officer')
    const { token, tokenId } = await createToken(context, { name: 'mine' })
    const usedAt = async () => (await database().apiToken.findUniqueOrThrow({ where: { id: tokenId } })).lastUsedAt
    await actorForToken(token, NOW)
    await actorForToken(token, later(0.5))
    expect(await usedAt()).toEqual(NOW)
    await actorForToken(token, later(2))
    expect(await usedAt()).toEqual(later(2))
  })
})
