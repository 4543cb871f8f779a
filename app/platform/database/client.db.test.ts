import { expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { asOneTransaction, database, transaction } from './client'

useDatabase()

const mark = (key: string) =>
  transaction((tx) => tx.systemMark.create({ data: { key, value: {}, updatedAt: new Date() } }))
const fail = () => transaction(() => Promise.reject(new Error('refused')))

test('a part that fails after one within it has failed is undone as a whole, and no more than it', async () => {
  await asOneTransaction(async () => {
    await mark('before')
    const part = asOneTransaction(async () => {
      await mark('undone')
      await fail().catch(() => {})
      await mark('undone too')
      throw new Error('refused')
    })
    await part.catch(() => {})
    await mark('after')
  })
  const keys = (await database().systemMark.findMany({ select: { key: true } })).map(({ key }) => key)
  expect(keys.toSorted()).toEqual(['after', 'before'])
})
