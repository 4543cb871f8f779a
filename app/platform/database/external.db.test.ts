import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { externalConnection } from './connection'
import { prepareDatabase, withClient } from './prepare'

// Logins and a database of their own on the test server, reached as an administrator would name it: by URL.

const server = inject('server').connection
const suffix = `${process.pid}_${Date.now()}`
const [creator, plain, program] = ['creator', 'plain', 'program'].map((name) => `crm_test_${name}_${suffix}`) as [
  string,
  string,
  string,
]
const database = `crm_test_external_${suffix}`
const asAdmin = (sql: string) => withClient(server.owner, (admin) => admin.query(sql))

beforeAll(async () => {
  await asAdmin(`CREATE ROLE ${creator} LOGIN CREATEROLE PASSWORD 'x'`)
  await asAdmin(`CREATE ROLE ${plain} LOGIN PASSWORD 'x'`)
  await asAdmin(`CREATE ROLE ${program} LOGIN PASSWORD 'x'`)
  // Since PostgreSQL 16 who may create roles governs only those that it made itself.
  await asAdmin(`GRANT crm_app TO ${creator} WITH ADMIN OPTION`)
  await asAdmin(`CREATE DATABASE ${database} OWNER ${creator}`)
})
afterAll(async () => {
  await asAdmin(`DROP DATABASE ${database} WITH (FORCE)`)
  for (const role of [creator, plain, program]) await asAdmin(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
})

function urlOf(login: string, name = database): string {
  const given = new Client(server.owner)
  const url = new URL(`postgresql://${login}:x@localhost:${given.port}/${name}`)
  if (given.host) url.searchParams.set('host', given.host)
  return url.href
}

test('one log-in for both: the program takes the restricted role on each connection', async () => {
  const connection = externalConnection(urlOf(creator))
  await prepareDatabase(connection)
  const { rows } = await withClient(connection.app, (app) =>
    app.query('SELECT current_user AS role, session_user AS login'),
  )
  expect(rows).toEqual([{ role: 'crm_app', login: creator }])
})

test('two log-ins: the program has its own rights, and no more', async () => {
  const connection = externalConnection(urlOf(program), urlOf(creator))
  await prepareDatabase(connection)
  const asProgram = (sql: string) => withClient(connection.app, (app) => app.query(sql))
  await asProgram('SELECT FROM project')
  await expect(asProgram('UPDATE audit_event SET action = action')).rejects.toThrow('permission denied')
  await expect(asProgram('CREATE TABLE sneaky (id int)')).rejects.toThrow('permission denied')
})

test('a log-in that cannot be given the restricted role is told the statement to run', async () => {
  await expect(prepareDatabase(externalConnection(urlOf(plain)))).rejects.toThrow(`GRANT crm_app TO "${plain}";`)
})

test('a program log-in that owns the tables is refused', async () => {
  const swapped = { ...externalConnection(urlOf(creator), urlOf(creator)), app: { connectionString: urlOf(creator) } }
  await expect(prepareDatabase(swapped)).rejects.toThrow('权限过大')
})

test('an address where no server answers is told in words', async () => {
  const nowhere = externalConnection('postgresql://nobody:secret@127.0.0.1:9/crm')
  const failure = await prepareDatabase(nowhere).catch((error: Error) => error)
  expect(failure).toMatchObject({ name: 'StartError' })
  expect(String(failure)).not.toContain('secret')
})
