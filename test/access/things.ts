import { Readable } from 'node:stream'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { storeFile } from '~/platform/files'
import { registerProject } from '~/projects/server/register'
import { voidProject } from '~/projects/server/void-project'
import { startScreening } from '~/screening/server/save-screening'
import { aPark, aUser, projectOf } from '~test/factories'
import type { Things } from './matrix'

/** One of everything that an address names, about a signed project of a unit. */
export async function signedThingsOf(unitId: string): Promise<Things> {
  const made = await thingsOf(unitId)
  const day = new Date('2021-01-01')
  const ids = [made.project, made.voided]
  await database().project.updateMany({ where: { id: { in: ids } }, data: { signedFrom: day, signedTo: day } })
  return made
}

/** One of everything that an address names, about a lead of a unit. */
export async function thingsOf(unitId: string): Promise<Things> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2021-01-01T02:00:00Z'), via: 'cli' }
  const { id: project } = await registerProject(context, projectOf(unitId))
  const { id: voided } = await registerProject(context, projectOf(unitId))
  await voidProject(context, { projectId: voided, reason: '登错了' })
  const { investorId } = await database().project.findUniqueOrThrow({ where: { id: project } })
  const event = await database().stageEvent.findFirstOrThrow({ where: { projectId: project } })
  const contact = await database().contact.create({ data: { name: '联系人', projectId: project } })
  const value = await database().personalValue.create({
    data: { kind: 'phone', value: '13800000000', contactId: contact.id },
  })
  const kept = await storeFile(Readable.from(['%PDF-1.4']), { name: '合同.pdf' })
  const file = await database().storedFile.create({ data: { ...kept, name: '合同.pdf' } })
  const evidence = await database().evidence.create({ data: { projectId: project, fileId: file.id, kind: '合同' } })
  const batch = await database().importBatch.create({
    data: {
      kind: 'ledger',
      fileName: '台账.xlsx',
      fileSha256: 'x',
      state: 'previewed',
      mapping: { sheets: [NO_TABLE] },
    },
  })
  const plotBatch = await database().importBatch.create({
    data: { kind: 'plots', fileName: '地块.zip', fileSha256: 'z', state: 'previewed' },
  })
  const committed = await database().importBatch.create({
    data: { kind: 'ledger', fileName: '旧台账.xlsx', fileSha256: 'y', state: 'committed', committedAt: context.now },
  })
  const row = await database().importRow.create({
    data: { batchId: batch.id, sheet: 'S', rowNumber: 2, cells: {}, findings: [], identity: 'x', state: 'held' },
  })
  const user = await aUser({ unitId })
  const heldOn = new Date('2021-03-28')
  const promotionBatch = await database().promotionBatch.create({
    data: { name: `批次${project}`, heldOn, deadlineOn: new Date('2021-09-28') },
  })
  const promotionEvent = await database().promotionEvent.create({
    data: { name: `活动${project}`, kind: '展会', heldFrom: heldOn, heldTo: heldOn },
  })
  const { id: parkId } = await aPark({ unitId })
  const factory = await database().factoryUnit.create({
    data: { parkId, building: 'A栋', floor: 1, areaM2: 900 },
  })
  const chain = await database().chain.create({ data: { name: `链${project}` } })
  const segment = await database().chainSegment.create({
    data: { chainId: chain.id, tier: 'upstream', name: '原料', place: 1 },
  })
  const chainNode = await database().chainNode.create({
    data: { chainId: chain.id, segmentId: segment.id, name: '节点', place: 1 },
  })
  const chainFirm = await database().chainFirm.create({
    data: { nodeId: chainNode.id, name: '企业', parkId: (await aPark({ unitId })).id },
  })
  const chainImport = await database().chainImport.create({ data: { fileName: '链.xlsx', rows: [], outcomes: [] } })
  const chainTarget = await database().chainTarget.create({ data: { nodeId: chainNode.id, name: '企业', unitId } })
  const ruleSet = await database().screeningRuleSet.create({ data: { id: `set-${project}`, name: '本县准入' } })
  const plot = await database().plot.create({
    data: {
      code: `宗地${project}`,
      areaMu: 50,
      status: 'acquiredNotSupplied',
      parkId,
      sourceEpsg: 4549,
      sourceGeometry: [[SQUARE]],
    },
  })
  const revival = await database().revival.create({
    data: { plotId: plot.id, unitId, kind: 'idle', measure: '收回', openedOn: heldOn, dueOn: new Date('2021-12-31') },
  })
  const plotPaper = await database().storedFile.create({
    data: { ...(await storeFile(Readable.from(['%PDF-1.4']), { name: '批复.pdf' })), name: '批复.pdf' },
  })
  const [, statusChange] = [
    await database().plotStatusChange.create({ data: { plotId: plot.id, status: 'approvedNotAcquired' } }),
    await database().plotStatusChange.create({
      data: { plotId: plot.id, status: 'acquiredNotSupplied', validFrom: heldOn, fileId: plotPaper.id },
    }),
  ]
  const screening = await startScreening(context, {
    projectId: project,
    depth: 'full',
    ruleSetIds: ['county-intensity-100'],
  })
  const allocation = await database().allocation.create({
    data: { plotId: plot.id, projectId: project, state: 'candidate', since: heldOn },
  })
  const budgetClaim = await database().budgetClaim.create({
    data: { projectId: project, kind: 'energy', year: 2021, amount: 900 },
  })
  const reviewed = await screenedThings(screening.id, { project, unitId, parkId, fileId: file.id })
  return {
    ...reviewed,
    plot: plot.id,
    factory: factory.id,
    landPark: parkId,
    revival: revival.id,
    statusChange: statusChange.id,
    plotPaper: plotPaper.id,
    allocation: allocation.id,
    screening: screening.id,
    budgetClaim: budgetClaim.id,
    project,
    voided,
    event: event.id,
    contact: contact.id,
    contactValue: value.id,
    evidence: evidence.id,
    file: file.id,
    user: user.id,
    unit: unitId,
    investor: investorId!,
    ...(await dictionaryThings(unitId)),
    batch: batch.id,
    plotBatch: plotBatch.id,
    committed: committed.id,
    row: row.id,
    promotionBatch: promotionBatch.id,
    promotionEvent: promotionEvent.id,
    chain: chain.id,
    chainNode: chainNode.id,
    chainFirm: chainFirm.id,
    chainTarget: chainTarget.id,
    chainImport: chainImport.id,
    ruleSet: ruleSet.id,
  }
}

/** What is asked, made a condition of and put before a meeting about a screening. */
async function screenedThings(
  screeningId: string,
  { project: projectId, unitId, parkId, fileId }: { project: string; unitId: string; parkId: string; fileId: string },
) {
  const askedOn = new Date('2021-03-01')
  const opinion = await database().opinionRequest.create({
    data: {
      screeningId,
      unitId,
      question: '是否可行',
      workingDays: 5,
      askedOn,
      askedAt: askedOn,
      fileId,
      answer: 'agree',
    },
  })
  const condition = await database().reviewCondition.create({
    data: { screeningId, requestId: opinion.id, text: '条件', unitId, recordedAt: askedOn },
  })
  const meeting = await database().reviewMeeting.create({
    data: { name: '园区会审', level: 'park', parkId, heldOn: askedOn, createdAt: askedOn },
  })
  const item = await database().reviewItem.create({
    data: { meetingId: meeting.id, projectId, screeningId, place: 1 },
  })
  return {
    opinion: opinion.id,
    condition: condition.id,
    reviewFile: fileId,
    meeting: meeting.id,
    reviewItem: item.id,
  }
}

/** 60 亩 in metres on a plane. */
const SQUARE = [
  [400_000, 3_387_000],
  [400_200, 3_387_000],
  [400_200, 3_387_200],
  [400_000, 3_387_200],
  [400_000, 3_387_000],
]

let named = 0

/** A park, an industry and a team to look at and to change. */
async function dictionaryThings(unitId: string) {
  named += 1
  const name = `名册${named}`
  const park = await database().park.create({ data: { name } })
  const industry = await database().industry.create({ data: { name } })
  const team = await database().team.create({ data: { name, unitId, validFrom: new Date('2021-01-01') } })
  return { park: park.id, industry: industry.id, team: team.id }
}

/** A sheet in which no table was found. */
const NO_TABLE = {
  name: 'S',
  included: false,
  skipped: 'noHeader',
  tables: [],
  rows: [],
  unread: [],
  hidden: [],
  cut: 0,
  preview: [],
}
