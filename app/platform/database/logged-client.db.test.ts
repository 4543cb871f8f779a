import { expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { aContext } from '~test/factories'
import { transaction } from './client'
import { withClient } from './prepare'

const { connection } = useDatabase()

test('statements given at once are sent one after another, a refused one too', async () => {
  const answers = await withClient(connection.owner, (client) =>
    Promise.allSettled(['1', '1 / 0', '3', '4'].map((value) => client.query(`SELECT ${value} AS value`))),
  )
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
})

test('several relations are read within a transaction', async () => {
  await aContext('bureau')
  const read = transaction((tx) =>
    tx.user.findMany({ include: { unit: true, roles: true, sessions: true, tokens: true }, take: 1 }),
  )
  expect(await read).toHaveLength(1)
})
