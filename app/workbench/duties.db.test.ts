import { expect, test } from 'vitest'
import { ROLES, type RoleId } from '~/auth/domain/actor'
import { brought } from '~/rooms'
import { useDatabase } from '~test/database'
import { aContext, aUnit } from '~test/factories'

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

test('a duty counts what its panel lists', async () => {
  const units = (await dutiesOf('sysadmin')).find(({ key }) => key === 'units')
  expect(units).toMatchObject({ figure: { count: 1 }, panel: { items: [{ label: '台账里的单位' }] } })
})
