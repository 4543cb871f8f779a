import { Readable } from 'node:stream'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { storeFile } from '~/platform/files'
import { registerProject } from '~/projects/server/register'
import { voidProject } from '~/projects/server/void-project'
import { startScreening } from '~/screening/server/save-screening'
import { keysOf, recordOf } from '~/shared/records'
import { aPark, aUser, projectOf } from '~test/factories'

/** Ids of what stands in the test's database: a signed project of everybody's own unit, and things about it. */
export interface Things {
  project: string
  /** 作废 */
  voided: string
  event: string
  contact: string
  contactValue: string
  evidence: string
  file: string
  user: string
  unit: string
  investor: string
  park: string
  industry: string
  team: string
  batch: string
  plotBatch: string
  committed: string
  row: string
  promotionBatch: string
  promotionEvent: string
  chain: string
  chainNode: string
  chainFirm: string
  chainTarget: string
  chainImport: string
  ruleSet: string
  plot: string
  /** a floor, and the park that it and the plot stand in */
  factory: string
  landPark: string
  /** the plot stands in the ledger of 盘活 */
  revival: string
  statusChange: string
  plotPaper: string
  allocation: string
  screening: string
  screeningRun: string
  budgetClaim: string
  /** asked of everybody's own unit, with a condition and a paper */
  opinion: string
  condition: string
  reviewFile: string
  /** of the park, with the project on its agenda */
  meeting: string
  reviewItem: string
}

export type Kind = keyof Things

interface Making {
  unitId: string
  context: RequestContext
  /** the thing of another kind that belongs with it, made once */
  the: (kind: Kind) => Promise<string>
}

/** How one of each kind is made: a lead of a unit, and things about it. */
const MAKERS: Record<Kind, (making: Making) => Promise<string>> = {
  project: async ({ unitId, context }) => (await registerProject(context, projectOf(unitId))).id,
  voided: async ({ unitId, context }) => {
    const { id } = await registerProject(context, projectOf(unitId))
    await voidProject(context, { projectId: id, reason: '登错了' })
    return id
  },
  investor: async ({ the }) => {
    const project = await database().project.findUniqueOrThrow({ where: { id: await the('project') } })
    return project.investorId!
  },
  event: async ({ the }) =>
    (await database().stageEvent.findFirstOrThrow({ where: { projectId: await the('project') } })).id,
  contact: async ({ the }) =>
    idOf(database().contact.create({ data: { name: '联系人', projectId: await the('project') } })),
  contactValue: async ({ the }) =>
    idOf(
      database().personalValue.create({
        data: { kind: 'phone', value: '13800000000', contactId: await the('contact') },
      }),
    ),
  file: async () => aFile('合同.pdf'),
  evidence: async ({ the }) =>
    idOf(
      database().evidence.create({
        data: { projectId: await the('project'), fileId: await the('file'), kind: '合同' },
      }),
    ),
  user: async ({ unitId }) => idOf(aUser({ unitId })),
  unit: async ({ unitId }) => unitId,
  park: async () => idOf(database().park.create({ data: { name: nextName() } })),
  industry: async () => idOf(database().industry.create({ data: { name: nextName() } })),
  team: async ({ unitId }) =>
    idOf(database().team.create({ data: { name: nextName(), unitId, validFrom: new Date('2021-01-01') } })),
  batch: async () =>
    idOf(
      database().importBatch.create({
        data: {
          kind: 'ledger',
          fileName: '台账.xlsx',
          fileSha256: 'x',
          state: 'previewed',
          mapping: { sheets: [NO_TABLE] },
        },
      }),
    ),
  plotBatch: async () =>
    idOf(
      database().importBatch.create({
        data: { kind: 'plots', fileName: '地块.zip', fileSha256: 'z', state: 'previewed' },
      }),
    ),
  committed: async ({ context }) =>
    idOf(
      database().importBatch.create({
        data: {
          kind: 'ledger',
          fileName: '旧台账.xlsx',
          fileSha256: 'y',
          state: 'committed',
          committedAt: context.now,
        },
      }),
    ),
  row: async ({ the }) =>
    idOf(
      database().importRow.create({
        data: {
          batchId: await the('batch'),
          sheet: 'S',
          rowNumber: 2,
          cells: {},
          findings: [],
          identity: 'x',
          state: 'held',
        },
      }),
    ),
  promotionBatch: async () =>
    idOf(
      database().promotionBatch.create({
        data: { name: nextName(), heldOn: HELD_ON, deadlineOn: new Date('2021-09-28') },
      }),
    ),
  promotionEvent: async () =>
    idOf(
      database().promotionEvent.create({
        data: { name: nextName(), kind: '展会', heldFrom: HELD_ON, heldTo: HELD_ON },
      }),
    ),
  chain: async () => idOf(database().chain.create({ data: { name: nextName() } })),
  chainNode: async ({ the }) => {
    const chainId = await the('chain')
    const segmentId = await idOf(
      database().chainSegment.create({ data: { chainId, tier: 'upstream', name: '原料', place: 1 } }),
    )
    return idOf(database().chainNode.create({ data: { chainId, segmentId, name: '节点', place: 1 } }))
  },
  chainFirm: async ({ unitId, the }) =>
    idOf(
      database().chainFirm.create({
        data: { nodeId: await the('chainNode'), name: '企业', parkId: (await aPark({ unitId })).id },
      }),
    ),
  chainTarget: async ({ unitId, the }) =>
    idOf(database().chainTarget.create({ data: { nodeId: await the('chainNode'), name: '企业', unitId } })),
  chainImport: async () =>
    idOf(database().chainImport.create({ data: { fileName: '链.xlsx', rows: [], outcomes: [] } })),
  ruleSet: async () =>
    idOf(database().screeningRuleSet.create({ data: { id: `set-${nextNumber()}`, name: '本县准入' } })),
  landPark: async ({ unitId }) => idOf(aPark({ unitId })),
  plot: async ({ the }) =>
    idOf(
      database().plot.create({
        data: {
          code: nextName(),
          areaMu: 50,
          status: 'acquiredNotSupplied',
          parkId: await the('landPark'),
          sourceEpsg: 4549,
          sourceGeometry: [[SQUARE]],
        },
      }),
    ),
  factory: async ({ the }) =>
    idOf(
      database().factoryUnit.create({
        data: { parkId: await the('landPark'), building: 'A栋', floor: 1, areaM2: 900 },
      }),
    ),
  revival: async ({ unitId, the }) =>
    idOf(
      database().revival.create({
        data: {
          plotId: await the('plot'),
          unitId,
          kind: 'idle',
          measure: '收回',
          openedOn: HELD_ON,
          dueOn: new Date('2021-12-31'),
        },
      }),
    ),
  plotPaper: async () => aFile('批复.pdf'),
  statusChange: async ({ the }) => {
    const plotId = await the('plot')
    await database().plotStatusChange.create({ data: { plotId, status: 'approvedNotAcquired' } })
    return idOf(
      database().plotStatusChange.create({
        data: { plotId, status: 'acquiredNotSupplied', validFrom: HELD_ON, fileId: await the('plotPaper') },
      }),
    )
  },
  allocation: async ({ the }) =>
    idOf(
      database().allocation.create({
        data: {
          plotId: await the('plot'),
          projectId: await the('project'),
          state: 'candidate',
          since: HELD_ON,
        },
      }),
    ),
  screening: async ({ context, the }) =>
    (
      await startScreening(context, {
        projectId: await the('project'),
        depth: 'full',
        ruleSetIds: ['county-intensity-100'],
      })
    ).id,
  screeningRun: async () =>
    idOf(
      database().screeningRun.create({
        data: { rules: [], evaluatedOn: HELD_ON, state: 'cancelled', total: 1, startedAt: HELD_ON, movedAt: HELD_ON },
      }),
    ),
  budgetClaim: async ({ the }) =>
    idOf(
      database().budgetClaim.create({
        data: { projectId: await the('project'), kind: 'energy', year: 2021, amount: 900 },
      }),
    ),
  opinion: async ({ unitId, the }) =>
    idOf(
      database().opinionRequest.create({
        data: {
          screeningId: await the('screening'),
          unitId,
          question: '是否可行',
          workingDays: 5,
          askedOn: ASKED_ON,
          askedAt: ASKED_ON,
          fileId: await the('reviewFile'),
          answer: 'agree',
        },
      }),
    ),
  condition: async ({ unitId, the }) =>
    idOf(
      database().reviewCondition.create({
        data: {
          screeningId: await the('screening'),
          requestId: await the('opinion'),
          text: '条件',
          unitId,
          recordedAt: ASKED_ON,
        },
      }),
    ),
  reviewFile: async () => aFile('意见.pdf'),
  meeting: async ({ the }) =>
    idOf(
      database().reviewMeeting.create({
        data: {
          name: '园区会审',
          level: 'park',
          parkId: await the('landPark'),
          heldOn: ASKED_ON,
          createdAt: ASKED_ON,
        },
      }),
    ),
  reviewItem: async ({ the }) =>
    idOf(
      database().reviewItem.create({
        data: {
          meetingId: await the('meeting'),
          projectId: await the('project'),
          screeningId: await the('screening'),
          place: 1,
        },
      }),
    ),
}

const KINDS = keysOf(MAKERS)

/** A word for each kind in the place of its id: which kinds an address or a form names. */
export const thingsAs = (word: (kind: Kind) => string): Things => recordOf(KINDS, word)

/** Which kinds something is made of. */
export function kindsIn(...uses: (((things: Things) => unknown) | undefined)[]): Kind[] {
  const used = JSON.stringify(uses.map((use) => use?.(thingsAs((kind) => `:${kind}:`))))
  return KINDS.filter((kind) => used.includes(`:${kind}:`))
}

/** Things of the kinds that are wanted about a lead of a unit; the others have no ids. */
export async function thingsOf(unitId: string, wanted: readonly Kind[] = KINDS): Promise<Things> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2021-01-01T02:00:00Z'), via: 'cli' }
  const made = new Map<Kind, Promise<string>>()
  const the = (kind: Kind): Promise<string> => {
    const making = made.get(kind) ?? MAKERS[kind]({ unitId, context, the })
    made.set(kind, making)
    return making
  }
  await Promise.all(wanted.map(the))
  const ids = new Map(await Promise.all([...made].map(async ([kind, id]) => [kind, await id] as const)))
  return thingsAs((kind) => ids.get(kind) ?? '')
}

/** The same about a signed project. */
export async function signedThingsOf(unitId: string, wanted?: readonly Kind[]): Promise<Things> {
  const made = await thingsOf(unitId, wanted)
  const day = new Date('2021-01-01')
  const ids = [made.project, made.voided].filter(Boolean)
  await database().project.updateMany({ where: { id: { in: ids } }, data: { signedFrom: day, signedTo: day } })
  return made
}

const HELD_ON = new Date('2021-03-28')
const ASKED_ON = new Date('2021-03-01')

/** 60 亩 in metres on a plane. */
const SQUARE = [
  [400_000, 3_387_000],
  [400_200, 3_387_000],
  [400_200, 3_387_200],
  [400_000, 3_387_200],
  [400_000, 3_387_000],
]

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

let named = 0

function nextNumber(): number {
  named += 1
  return named
}

const nextName = () => `名册${nextNumber()}`

const idOf = async (made: PromiseLike<{ id: string }>): Promise<string> => (await made).id

async function aFile(name: string): Promise<string> {
  const kept = await storeFile(Readable.from(['%PDF-1.4']), { name })
  return idOf(database().storedFile.create({ data: { ...kept, name } }))
}
