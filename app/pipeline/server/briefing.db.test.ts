import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { listProjects } from '~/projects/server/list'
import { loadReference } from '~/seed/reference'
import { parseInput } from '~/shared/input'
import { useDatabase } from '~test/database'
import { aPark, aUnit } from '~test/factories'
import { days, stories, storeStories, type World } from '~test/stories'
import { briefingNumbers, briefingSentences } from '../domain/briefing'
import { figureFilter } from '../domain/figure-filter'
import { briefing } from './briefing'
import { clocksAt } from './clocks'
import { inFigureSql } from './figure-list'
import { pipelineFigures } from './pipeline-figures'
import { wall } from './wall'

const { asOwner } = useDatabase()
const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2023-06-30T02:00:00Z'), via: 'page' }
let world: World

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, context.now))
  const units = [await aUnit(), await aUnit(), await aUnit()]
  world = { units, parks: [await aPark({ unitId: units[0]!.id }), await aPark()], asOwner }
})

async function listed(href: string): Promise<number> {
  const asked = parseInput(figureFilter, Object.fromEntries(new URLSearchParams(href.split('?')[1])))
  const within = inFigureSql(context.actor, { ...asked, ...clocksAt(context.now, asked) })
  return (await listProjects(context, { filter: projectFilter.parse({}), sort: 'name', limit: 1, within })).total
}

const asking = fc.record({ asOf: days, knownOn: fc.option(days, { nil: undefined }), ofUnit: fc.boolean() })

test('the briefing says what the pipeline page says, and behind each of its numbers stand as many projects', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories, { minLength: 40, maxLength: 60 }),
      asking,
      async (all, { ofUnit, ...clocks }) => {
        await storeStories(all, world)
        const question = { ...clocks, unit: ofUnit ? world.units[0]!.id : undefined, days: 90 }
        const [told, page] = [await briefing(context, question), await pipelineFigures(context, question)]
        const at = (of: typeof page.funnel, stage: string) => of.find((row) => row.stage === stage)!
        expect(told.now).toEqual({
          signed: at(page.funnel, 'signed').count,
          signedVerified: at(page.funnel, 'signed').verified,
          signedWan: at(page.funnel, 'signed').investmentWan,
          started: at(page.funnel, 'started').count,
          startedVerified: at(page.funnel, 'started').verified,
          overdue: page.overdue.total,
          overdueWan: page.overdue.investmentWan,
        })
        expect([told.before.signed, told.before.started, told.before.overdue]).toEqual([
          at(page.compare.funnel, 'signed').count,
          at(page.compare.funnel, 'started').count,
          page.compare.overdue.total,
        ])
        // A unit also gains and loses projects that are handed over.
        if (!ofUnit)
          expect([told.since.signed, told.since.started]).toEqual([
            told.now.signed - told.before.signed,
            told.now.started - told.before.started,
          ])
        expect(told.ahead.quarters).toEqual(page.forecast.quarters.slice(0, 2))
        expect(told.names.map(({ confidential: _, ...name }) => name)).toEqual(page.worst)

        for (const part of briefingSentences(told).flat()) {
          if (typeof part !== 'string') expect(await listed(part.to), part.to).toBe(Number(part.text))
        }
        for (const { value, before, to, beforeTo } of briefingNumbers(told)) {
          expect(await listed(to), to).toBe(value)
          expect(await listed(beforeTo), beforeTo).toBe(before)
        }
      },
    ),
    { numRuns: 4, endOnFailure: true },
  )
}, 240_000)

test('the earlier day lies before the day itself, or is refused at its field', async () => {
  await expect(briefing(context, { asOf: '2021-05-31', compareAsOf: '2021-05-31' })).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ path: 'compareAsOf' }],
  })
})

test('the wall does not name what is confidential, and says how many that are', async () => {
  const [all] = fc.sample(fc.array(stories, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 })
  await storeStories(all!, world)
  const question = { asOf: '2023-06-30', days: 30 }
  const { names } = await briefing(context, question)
  expect(names.length).toBeGreaterThan(2)
  const secret = names.find(({ confidential }) => !confidential)!
  await database().project.update({ where: { id: secret.id }, data: { confidential: true, name: '不能上墙的项目' } })
  const [before, shown] = [names.filter(({ confidential }) => confidential).length, await wall(context, question)]
  expect(JSON.stringify(shown)).not.toContain('不能上墙的项目')
  expect(shown.unnamed).toBeGreaterThanOrEqual(before + 1)
  expect(shown.names).toHaveLength(Math.min(10, shown.numbers[2]!.value - shown.unnamed))
  expect((await briefing(context, question)).names.find(({ id }) => id === secret.id)).toMatchObject({
    confidential: true,
  })
})
