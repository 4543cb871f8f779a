import { beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { loadReference } from '~/seed/reference'
import { useDatabase } from '~test/database'
import { answerPage } from './page'
import { pipelineFigures } from './pipeline-figures'
import { sentencesOf } from './sentences'

useDatabase()
const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2023-06-30T02:00:00Z'), via: 'page' }

beforeAll(() => transaction((tx) => loadReference(tx, context.now)))

const overview = (search: string) =>
  answerPage(context, new Request(`http://crm.test/pipeline?${search}`), async ({ input, basis }) => [
    await pipelineFigures(context, input),
    await sentencesOf(context, basis),
  ])

test.each([
  ['asOf=1900-01-01', { asOf: '截至日期不能早于 1901-01-01' }],
  ['asOf=昨天', { asOf: '日期格式应为 2021-05-31' }],
  ['asOf=2021-05-31&compareAsOf=2021-05-31', { compareAsOf: '对比日期应早于截至日期' }],
  ['compareAsOf=1899-12-31', { compareAsOf: '日期格式应为 2021-05-31' }],
  ['signedFrom=2021-99-01', { signedFrom: '“2021-99-01”月份不存在，请更正' }],
  ['signedTo=2024-02-30', { signedTo: '“2024-02-30”没有这一天，请更正' }],
])('a question that makes no sense has its message at the field that was filled in: %s', async (search, errors) => {
  const { data, init } = await overview(search)
  expect(data).toMatchObject({ errors, figures: null })
  expect(Object.keys(data.errors)).toEqual(Object.keys(errors))
  expect(init?.status).toBe(422)
})

test('the first day that may be asked for is answered, and so is one that has not come', async () => {
  for (const asOf of ['1901-01-01', '2099-01-01']) expect((await overview(`asOf=${asOf}`)).data.errors).toEqual({})
})
