import { expect, test } from 'vitest'
import { ROLES, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { brought } from '~/rooms'
import { useDatabase } from '~test/database'
import { aContext, aUnit, aUser } from '~test/factories'

useDatabase()

async function dutiesOf(role: RoleId) {
  const context = await aContext(role)
  return (await Promise.all(brought('duties').map((duties) => duties(context)))).flat()
}

test('each role is told of its own duties alone', async () => {
  await aUnit({ name: '台账里的单位', confirmed: false })
  const projects = ['nextSteps', 'notStarted']
  const expected: Partial<Record<RoleId, string[]>> = {
    bureau: ['calendar', 'imports', 'nextSteps', 'notStarted', 'openWaivers', 'units'],
    sysadmin: ['units'],
    secadmin: [],
  }
  for (const role of ROLES) {
    const keys = (await dutiesOf(role)).map(({ key }) => key).toSorted()
    expect([role, keys]).toEqual([role, expected[role] ?? projects.toSorted()])
  }
})

test('a role that waits is a duty of who may confirm it', async () => {
  const [mine, others] = [await aContext('secadmin'), await aContext('secadmin')]
  const { id: userId } = await aUser({ roles: [] })
  await database().roleProposal.create({ data: { userId, role: 'bureau', proposedById: mine.actor.userId! } })
  const keysFor = async (context: RequestContext) =>
    (await Promise.all(brought('duties').map((duties) => duties(context)))).flat().map(({ key }) => key)
  expect([await keysFor(mine), await keysFor(others)]).toEqual([[], ['roleProposals']])
})

test('a duty counts what its panel lists', async () => {
  const units = (await dutiesOf('sysadmin')).find(({ key }) => key === 'units')
  expect(units).toMatchObject({ figure: { count: 1 }, panel: { items: [{ label: '台账里的单位' }] } })
})
