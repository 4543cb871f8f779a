import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { isFloors } from '~/land/domain/matching/offer'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { aPlot, square } from '~test/plots'
import type { EfficiencyClass } from '../domain/rules/rule-set'
import { supplyFor } from './supply'

useDatabase()

let bureau: RequestContext
let projectId: string

beforeAll(async () => {
  const land = await aContext('land', { now: new Date() })
  bureau = await aContext('bureau', { now: new Date() })
  const { id: parkId } = await aPark()
  await aPlot(land, { parkId, quotaSource: 'new', drawing: { epsg: 4549, shape: square(182.5741858) } })
  await database().factoryUnit.create({ data: { parkId, building: 'A1栋', floor: 1, areaM2: 3000 } })
  projectId = (await registerProject(bureau, projectOf((await aUnit()).id))).id
})

const supply = async (grade: EfficiencyClass, inputs: { landMu?: number; floorAreaM2?: number }, context = bureau) => {
  const found = await supplyFor(context, { projectId, class: grade, inputs })
  return found?.fits?.map(({ offer }) => (isFloors(offer) ? 'floors' : 'plots')) ?? null
}

test('class A and B find plots, C floors, D nothing, each by what the proposal asks for', async () => {
  const inputs = { landMu: 50, floorAreaM2: 3000 }
  expect(await supply('A', inputs)).toEqual(['plots'])
  expect(await supply('B', inputs)).toEqual(['plots'])
  expect(await supply('C', inputs)).toEqual(['floors'])
  expect(await supply('D', inputs)).toEqual([])
})

test('how much is wanted must be said, and who sees no plots is shown none', async () => {
  expect(await supply('A', {})).toBeNull()
  expect(await supply('C', { landMu: 50 })).toBeNull()
  expect(await supply('A', { landMu: 50 }, await aContext('sysadmin'))).toBeNull()
})
