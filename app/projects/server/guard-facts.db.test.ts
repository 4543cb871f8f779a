import { afterEach, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { installRooms } from '~/rooms'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { stageEventInput } from '../domain/input'
import { correctStage } from './correct-stage'
import { factsThatHold, suppliedFacts } from './guard-facts'
import { recordStage } from './record-stage'
import { registerProject } from './register'
import { database } from '~/platform/database/client'

useDatabase()
afterEach(installRooms)

const event = (stage: string, occurred: string) => stageEventInput.parse({ stage, occurred })
const onDay = (day: string) => ({ from: day, to: day, precision: 'day' as const })
const refusals = (doing: Promise<unknown>) =>
  doing.then(
    () => [],
    (error: { errors: { code: string }[] }) => error.errors.map(({ code }) => code),
  )

async function aProject(): Promise<{ context: RequestContext; projectId: string }> {
  const unit = await aUnit()
  const context = await aContext('officer', { unitId: unit.id })
  const { id } = await registerProject(context, projectOf(unit.id))
  return { context, projectId: id }
}

test('a fact that a room downstream knows opens the stage that waits for it', async () => {
  const { context, projectId } = await aProject()
  const approve = () => recordStage(context, { projectId, event: event('approved', '2021-05-01') })
  expect(await refusals(approve())).toEqual(expect.arrayContaining(['screeningDone', 'decisionPassed']))
  suppliedFacts.install([async () => ({ screeningDone: true }), async () => ({ decisionPassed: true })])
  expect(await refusals(approve())).toEqual([])
})

test('a correction is judged by the same facts as a new record', async () => {
  const { context, projectId } = await aProject()
  const { id: eventId } = await recordStage(context, { projectId, event: event('negotiating', '2021-05-01') })
  const correct = () =>
    correctStage(context, { projectId, eventId, stage: 'approved', occurred: onDay('2021-05-02'), reason: '记错' })
  expect(await refusals(correct())).toEqual(['screeningDone', 'decisionPassed'])
  suppliedFacts.install([async () => ({ screeningDone: true, decisionPassed: true })])
  expect(await refusals(correct())).toEqual([])
})

test('what a room says stands before what was ticked by hand, also where it says no', async () => {
  const { context, projectId } = await aProject()
  await database().guardFact.create({
    data: {
      projectId,
      kind: 'screeningDone',
      holds: true,
      recordedAt: context.now,
      recordedById: context.actor.userId,
    },
  })
  expect((await factsThatHold(database(), projectId)).screeningDone).toBe(true)
  suppliedFacts.install([async () => ({ screeningDone: false })])
  expect((await factsThatHold(database(), projectId)).screeningDone).toBe(false)
})
