import { beforeAll, expect, test } from 'vitest'
import { ROLES, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { noteEvidence } from '~/projects/server/evidence'
import { listProjects } from '~/projects/server/list'
import { registerProject } from '~/projects/server/register'
import { verifyStage } from '~/projects/server/verify-stage'
import { projectSubject, SUBJECT_SELECT } from '~/projects/server/visibility'
import { brought } from '~/rooms'
import { DUTIES } from '~test/access/matrix'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, aUser, NOW, projectOf } from '~test/factories'

useDatabase()

let committee: { id: string }
let own: { id: string }
let bureau: RequestContext

const signed = { signedFrom: new Date('2021-01-05'), signedTo: new Date('2021-01-05'), stage: 'signed' as const }

/** A signed project of another unit, with what is given. */
async function aSigned(over: Partial<Record<'unitId' | 'introducedById' | 'landedAtId' | 'parkId', string>>) {
  const other = await aUnit()
  const { id } = await registerProject(bureau, projectOf(other.id), { distinct: true })
  const nextStep = { nextStep: '催交材料', nextStepOn: new Date('2021-06-03') }
  await database().project.update({ where: { id }, data: { ...signed, ...nextStep, ...over } })
  return id
}

beforeAll(async () => {
  bureau = await aContext('bureau')
  ;[committee, own] = [await aUnit(), await aUnit()]
  const park = await aPark({ unitId: committee.id })
  await aUser({ role: 'park', unitId: committee.id })
  for (const over of [{ unitId: own.id }, { introducedById: own.id }, { landedAtId: own.id }, { parkId: park.id }, {}])
    await aSigned(over)
  await aUnit({ name: '台账里的单位', confirmed: false })
})

const dutiesFor = async (context: RequestContext) =>
  (await Promise.all(brought('duties').map((duties) => duties(context)))).flat()

const dutiesOf = async (role: RoleId) => dutiesFor(await aContext(role))

const dutyOf = async (context: RequestContext, key: string) =>
  (await dutiesFor(context)).find((duty) => duty.key === key)

test('each role is told of its own duties alone', async () => {
  for (const role of ROLES) {
    const keys = (await dutiesOf(role)).map(({ key }) => key).toSorted()
    const expected = Object.keys(DUTIES).filter((key) => key !== 'roleProposals' && DUTIES[key]?.roles.includes(role))
    expect([role, keys]).toEqual([role, expected.toSorted()])
  }
})

test('of the projects that a unit sees, those wait for it that it may act on', async () => {
  for (const [role, unit, waiting] of [
    ['officer', own, 2],
    ['park', committee, 1],
    ['bureau', own, 5],
  ] as const) {
    const context = await aContext(role, { unitId: unit.id })
    const duty = await dutyOf(context, 'notStarted')
    const rows = duty?.panel?.kind === 'notStarted' ? duty.panel.rows : []
    expect([role, duty?.figure?.count, rows.length]).toEqual([role, waiting, waiting])
    for (const { id } of rows) {
      const project = await database().project.findUniqueOrThrow({ where: { id }, select: SUBJECT_SELECT })
      expect(can(context.actor, 'stage.record', await projectSubject(database(), project))).toBe(true)
    }
    expect((await dutyOf(context, 'nextSteps'))?.figure?.count).toBe(waiting)
  }
})

test('the list behind each figure of projects is as long as the figure says', async () => {
  for (const context of [bureau, await aContext('officer', { unitId: own.id })]) {
    for (const { to, figure } of (await dutiesFor(context)).filter((duty) => duty.to.startsWith('/projects?'))) {
      const { sort: _, ...asked } = Object.fromEntries(new URLSearchParams(to.split('?')[1]))
      const list = await listProjects(context, { filter: projectFilter.parse(asked), sort: 'name', limit: 1 })
      expect([to, list.total]).toEqual([to, figure?.count])
    }
  }
})

test('a stage with its proof waits for 认定, not by whoever recorded it while another of the unit may', async () => {
  const office = await aUnit({ kind: 'bureau' })
  const [recorder, colleague] = [
    await aContext('bureau', { unitId: office.id }),
    await aContext('bureau', { unitId: office.id }),
  ]
  const projectId = await aSigned({ unitId: own.id })
  const event = await database().stageEvent.create({
    data: {
      projectId,
      stage: 'signed',
      occurredFrom: signed.signedFrom,
      occurredTo: signed.signedTo,
      precision: 'day',
      recordedAt: NOW,
      recordedById: recorder.actor.userId,
    },
  })
  const count = async (context: RequestContext) => (await dutyOf(context, 'toVerify'))?.figure?.count
  expect(await count(colleague)).toBe(0)
  const file = await database().storedFile.create({
    data: { key: 'contract', name: '合同.pdf', sha256: 'x', sizeBytes: 1, mediaType: 'application/pdf' },
  })
  const proof = { kind: '正式合同', fileId: file.id, eventId: event.id }
  await transaction((tx) => noteEvidence(tx, recorder, projectId, proof))
  expect([await count(colleague), await count(recorder)]).toEqual([1, 0])
  expect(await dutyOf(colleague, 'toVerify')).toMatchObject({
    panel: { items: [{ to: `/projects/${projectId}/events/${event.id}/verify` }] },
  })
  await database().user.update({ where: { id: colleague.actor.userId ?? '' }, data: { disabledAt: NOW } })
  expect(await count(recorder)).toBe(1)
  await verifyStage(recorder, { projectId, eventId: event.id, note: null })
  expect(await count(recorder)).toBe(0)
})

test('a park waits for a committee, and for an account of the committee', async () => {
  const waiting = async () => (await dutyOf(bureau, 'parks'))?.figure?.count ?? NaN
  const before = await waiting()
  const unit = await aUnit()
  const { id } = await aPark()
  expect(await waiting()).toBe(before + 1)
  await database().park.update({ where: { id }, data: { unitId: unit.id } })
  expect(await waiting()).toBe(before + 1)
  const user = await aUser({ role: 'park', unitId: unit.id })
  expect(await waiting()).toBe(before)
  await database().user.update({ where: { id: user.id }, data: { disabledAt: NOW } })
  expect(await waiting()).toBe(before + 1)
})

test('a role that waits is a duty of who may confirm it', async () => {
  const [mine, others] = [await aContext('secadmin'), await aContext('secadmin')]
  const { id: userId } = await aUser({ roles: [] })
  await database().roleProposal.create({ data: { userId, role: 'bureau', proposedById: mine.actor.userId! } })
  const keysFor = async (context: RequestContext) => (await dutiesFor(context)).map(({ key }) => key)
  expect([await keysFor(mine), await keysFor(others)]).toEqual([[], ['roleProposals']])
})

test('a duty counts what its panel lists', async () => {
  const units = (await dutiesOf('sysadmin')).find(({ key }) => key === 'units')
  expect(units).toMatchObject({ figure: { count: 1 }, panel: { items: [{ label: '台账里的单位' }] } })
})
