import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { differenceToSchema } from '../../../prisma/difference'
import { useDatabase } from '~test/database'
import { toDatabase } from './connection'
import { migrate, migrationsFolder } from './migrate'
import { withClient } from './prepare'

const migrated = useDatabase()

test('schema.prisma and the migrations agree', async () => {
  const schema = path.join(migrationsFolder(), '..', 'schema.prisma')
  expect(await differenceToSchema(migrated.connection.owner, schema)).toBe('')
})

test('a schema that asks for more than the migrations give is found out', async () => {
  await migrated.asOwner('ALTER TABLE unit DROP COLUMN confirmed')
  const schema = path.join(migrationsFolder(), '..', 'schema.prisma')
  expect(await differenceToSchema(migrated.connection.owner, schema)).toContain('ADD COLUMN     "confirmed"')
})

describe('on an empty database', () => {
  const server = inject('server').connection
  const name = `crm_test_migrate_${process.pid}`
  const { owner } = toDatabase(server, name)
  let folder: string

  beforeEach(async () => {
    await withClient(server.owner, (client) => client.query(`CREATE DATABASE ${name}`))
    folder = await mkdtemp(path.join(os.tmpdir(), 'crm-migrations-'))
    await addMigration('1_table', 'CREATE TABLE thing (id int); SELECT pg_sleep(0.2);')
  })
  afterEach(async () => {
    await withClient(server.owner, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    await rm(folder, { recursive: true })
  })

  const addMigration = async (title: string, sql: string) => {
    await mkdir(path.join(folder, title), { recursive: true })
    await writeFile(path.join(folder, title, 'migration.sql'), sql)
  }
  const start = () => withClient(owner, (client) => migrate(client, { folder }))
  const tables = () =>
    withClient(owner, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
      )
      return rows.map((row) => row.name)
    })

  test('two starters at once apply a migration once', async () => {
    expect((await Promise.all([start(), start()])).flat()).toEqual(['1_table'])
  })

  test('a later migration is applied alone', async () => {
    await start()
    await addMigration('2_column', 'ALTER TABLE thing ADD COLUMN name text')
    expect(await start()).toEqual(['2_column'])
  })

  test('an edited migration stops the start', async () => {
    await start()
    await addMigration('1_table', 'CREATE TABLE thing (id bigint)')
    await expect(start()).rejects.toThrow('1_table')
  })

  test('a migration that fails leaves nothing behind, and the next start tries again', async () => {
    await addMigration('2_half', 'CREATE TABLE half (id int); SELECT 1 / 0;')
    await expect(start()).rejects.toThrow(/2_half/)
    expect(await tables()).toEqual(['_prisma_migrations', 'thing'])
    await addMigration('2_half', 'CREATE TABLE half (id int)')
    expect(await start()).toEqual(['2_half'])
  })

  test('a migration left unfinished by another tool stops the start', async () => {
    await start()
    await withClient(owner, (client) => client.query('UPDATE _prisma_migrations SET finished_at = NULL'))
    await expect(start()).rejects.toThrow('没有做完')
  })

  test('a database of a newer program is not touched', async () => {
    await addMigration('2_column', 'ALTER TABLE thing ADD COLUMN name text')
    await start()
    await rm(path.join(folder, '2_column'), { recursive: true })
    await expect(start()).rejects.toThrow('更新的版本')
  })
})
