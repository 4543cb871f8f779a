import type { AuditEntry } from '~/audit/domain/changes'
import { recordHistory } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import type { PathStage } from '~/projects/domain/stages'
import { batchDeadline, PART_NAMES, type BatchPart } from '~/promotion/domain/batch'
import { OUTCOME_NAMES, type EventOutcome } from '~/promotion/domain/event'
import { addDays, fromDay, type Day } from '~/shared/day'
import type { DemoContext } from './context'
import type { DemoProject } from './story'
import { workday } from './timeline'

interface InsertedProject extends DemoProject {
  id: string
}

/** Days before today on which a batch was held: one long past its deadline, one just past it, one with time left. */
const BATCHES = [365, 190, 55]
/** What a batch gathers: the steps of the quarter before it. */
const GATHERED_DAYS = 90
const GATHERED: { part: BatchPart; stage: PathStage }[] = [
  { part: 'signed', stage: 'signed' },
  { part: 'started', stage: 'started' },
  { part: 'producing', stage: 'producing' },
]

const SIGNING_BEFORE = 261
const FAIR_BEFORE = 238

const monthWords = (day: Day) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`

/** The day a project came to a stage, as it stands after corrections. */
function dayOf({ timeline }: InsertedProject, stage: PathStage): Day | null {
  return timeline.events.findLast((event) => event.stage === stage)?.occurred.from ?? null
}

const within = (day: Day | null, from: Day, to: Day): boolean => day !== null && day >= from && day <= to

/** 三个一批, a signing day and a fair, gathered from what the projects did anyway. */
export async function loadPromotion(tx: Tx, told: readonly InsertedProject[], context: DemoContext): Promise<void> {
  const { offices, today, now, random } = context
  const open = told.filter(({ plan }) => !plan.confidential)
  const batches: Prisma.PromotionBatchCreateManyInput[] = []
  const inBatch: Prisma.BatchProjectCreateManyInput[] = []
  const entries: { at: Date; entry: AuditEntry }[] = []
  const by = offices.bureau.userId
  const recorded = (day: Day) =>
    new Date(Math.min(fromDay(addDays(day, 1)).getTime() + 2 * 3_600_000, now.getTime() - 60_000))

  for (const ago of BATCHES) {
    const heldOn = workday(addDays(today, -ago))
    const [at, deadlineOn] = [recorded(heldOn), batchDeadline(heldOn)]
    const batch = { id: random.id(at), name: `${monthWords(heldOn)}三个一批`, note: null }
    batches.push({ ...batch, heldOn: fromDay(heldOn), deadlineOn: fromDay(deadlineOn), createdAt: at, createdById: by })
    entries.push({
      at,
      entry: {
        action: 'promotionBatch.create',
        subjectType: 'promotionBatch',
        subjectId: batch.id,
        after: { name: batch.name, heldOn, deadlineOn },
      },
    })
    for (const { part, stage } of GATHERED) {
      for (const project of open.filter((each) =>
        within(dayOf(each, stage), addDays(heldOn, -GATHERED_DAYS), heldOn),
      )) {
        inBatch.push({ batchId: batch.id, projectId: project.id, part, addedAt: at, addedById: by })
        entries.push({
          at,
          entry: {
            action: 'promotionBatch.add',
            subjectType: 'project',
            subjectId: project.id,
            after: { batchId: batch.id, batch: batch.name, part: PART_NAMES[part] },
          },
        })
      }
    }
  }

  const events: Prisma.PromotionEventCreateManyInput[] = []
  const atEvent: Prisma.EventProjectCreateManyInput[] = []
  const hold = (
    about: { name: string; kind: string; place: string; note: string },
    from: Day,
    to: Day,
    came: (project: InsertedProject) => EventOutcome | null,
  ) => {
    const at = recorded(to)
    const event = { id: random.id(at), ...about }
    events.push({ ...event, heldFrom: fromDay(from), heldTo: fromDay(to), createdAt: at, createdById: by })
    entries.push({
      at,
      entry: {
        action: 'promotionEvent.create',
        subjectType: 'promotionEvent',
        subjectId: event.id,
        after: { ...about, heldFrom: from, heldTo: to },
      },
    })
    for (const project of open) {
      const outcome = came(project)
      if (!outcome) continue
      atEvent.push({ id: random.id(at), eventId: event.id, projectId: project.id, outcome, addedAt: at, addedById: by })
      entries.push({
        at,
        entry: {
          action: 'promotionEvent.add',
          subjectType: 'project',
          subjectId: project.id,
          after: { eventId: event.id, promotionEvent: event.name, outcome: OUTCOME_NAMES[outcome] },
        },
      })
    }
  }

  const signing = workday(addDays(today, -SIGNING_BEFORE))
  hold(
    {
      name: `${signing.slice(0, 4)}年招商引资项目集中签约大会`,
      kind: '签约大会',
      place: '澄川县会展中心',
      note: '各园区、乡镇和驻外联络处的项目集中签约，同时签署意向协议。',
    },
    signing,
    signing,
    (project) => {
      const signed = dayOf(project, 'signed')
      if (within(signed, addDays(signing, -3), addDays(signing, 3))) return 'signed'
      if (within(signed, addDays(signing, 4), addDays(signing, 75))) return 'intended'
      const met = dayOf(project, 'negotiating')
      return signed === null && within(met, addDays(signing, -60), signing) ? 'intended' : null
    },
  )
  const fair = workday(addDays(today, -FAIR_BEFORE))
  hold(
    {
      name: `${fair.slice(0, 4)}年长三角新能源新材料产业对接展`,
      kind: '展会',
      place: '上海',
      note: '设澄川展区，三天现场对接；跟进情况按月通报。',
    },
    fair,
    addDays(fair, 2),
    (project) => {
      const first = dayOf(project, 'lead')
      if (project.profile.channel === '展会推介' && within(first, addDays(fair, -5), addDays(fair, 160))) return 'met'
      return within(dayOf(project, 'signed'), fair, addDays(fair, 6)) ? 'signed' : null
    },
  )

  await tx.promotionBatch.createMany({ data: batches })
  await tx.batchProject.createMany({ data: inBatch })
  await tx.promotionEvent.createMany({ data: events })
  await tx.eventProject.createMany({ data: atEvent })
  await recordHistory(
    tx,
    entries.map(({ at, entry }) => ({ context: { actor: offices.bureau, now: at, via: 'page' }, entry })),
  )
}
