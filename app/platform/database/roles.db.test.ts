import { expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { database, transaction } from './client'
import { APPEND_ONLY } from './roles'

useDatabase()

test('the program cannot change or remove what is append-only', async () => {
  for (const table of APPEND_ONLY) {
    const [{ column }] = await database().$queryRaw<[{ column: string }]>`
      SELECT column_name AS column FROM information_schema.columns WHERE table_name = ${table} LIMIT 1`
    const rewritten = database().$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = "${column}"`)
    await expect(rewritten).rejects.toThrow(/permission denied/)
    await expect(database().$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/)
    await expect(database().$executeRawUnsafe(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied/)
  }
})

test('the program can append to the audit trail', async () => {
  const event = await database().auditEvent.create({ data: { actorName: '系统', action: 'test', subjectType: 'test' } })
  expect(event.seq).toBeTypeOf('bigint')
})

test('the program cannot create a table', async () => {
  await expect(database().$executeRawUnsafe('CREATE TABLE sneaky (id int)')).rejects.toThrow(/permission denied/)
})

test('the program cannot touch the list of migrations', async () => {
  await expect(database().$executeRawUnsafe('DELETE FROM _prisma_migrations')).rejects.toThrow(/permission denied/)
})

test('the database tells capitals from small letters beyond ASCII, as a search does', async () => {
  const [row] = await database().$queryRaw<[{ found: boolean }]>`SELECT lower('Ａ') = 'ａ' AS found`
  expect(row.found).toBe(true)
})

test('a transaction that meets a deadlock is tried once more', async () => {
  const id = '00000000-0000-7000-8000-000000000001'
  await database().unit.create({ data: { id, name: '某县', kind: 'county' } })
  let tries = 0
  await transaction(
    async (tx) => {
      tries += 1
      const unit = await tx.unit.findUniqueOrThrow({ where: { id } })
      if (tries === 1) await database().unit.update({ where: { id }, data: { version: { increment: 1 } } })
      await tx.unit.update({ where: { id }, data: { name: `${unit.name}二` } })
    },
    { isolationLevel: 'RepeatableRead' },
  )
  expect(tries).toBe(2)
})
