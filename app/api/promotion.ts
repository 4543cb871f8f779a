import { z } from 'zod'
import { BATCH_PARTS, MEMBER_STATES } from '~/promotion/domain/batch'
import { EVENT_OUTCOMES } from '~/promotion/domain/event'
import {
  listBatches,
  listBatchMembers,
  readPromotionBatch,
  type BatchMember,
  type BatchRow,
} from '~/promotion/server/batches'
import { listEventMembers, listEvents, readEvent, type EventMember, type EventRow } from '~/promotion/server/events'
import { PATH } from '~/projects/domain/stages'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { operation } from './operation'
import { component, daySchema, id, named, pageOf, paging, wan } from './schemas'

const count = (what: string) => z.number().int().describe(what)

const batchRow = {
  id,
  name: z.string(),
  heldOn: daySchema.describe('举行日期'),
  deadlineOn: daySchema.describe('签约项目最迟开工的一天（含当日）'),
  note: z.string().nullable(),
  projects: count('项目数，同一项目列入几类只算一个'),
  investmentWan: wan,
  signed: count('签约项目'),
  signedWan: wan,
  signedStarted: count('签约项目中已开工'),
  overdue: count('签约项目中过期未开工、未终止'),
  started: count('开工项目'),
  startedDone: count('开工项目中确已开工'),
  producing: count('投产项目'),
  producingDone: count('投产项目中确已投产'),
}

const eventRow = {
  id,
  name: z.string(),
  kind: z.string().describe('签约大会、展会、推介会……'),
  heldFrom: daySchema,
  heldTo: daySchema,
  place: z.string().nullable(),
  note: z.string().nullable(),
  projects: count('项目数，同一项目的各期只算一个'),
  investmentWan: wan,
  signedThere: count('当场签约'),
  signed: count('现已签约'),
  signedBefore: count('现已签约的项目中，活动开始以前已签的'),
  signedWan: wan,
  started: count('现已开工'),
  producing: count('现已投产'),
  ended: count('已终止'),
}

const member = {
  project: named,
  investor: z.string().nullable(),
  unit: named.describe('责任单位'),
  investmentWan: wan,
  stage: z.enum(PATH),
  status: z.enum(['active', 'suspended', 'ended']),
  signedFrom: daySchema.nullable(),
  startedFrom: daySchema.nullable(),
}

const batch = component('Batch', z.object(batchRow))
const event = component('PromotionEvent', z.object(eventRow))

/** Of a batch's or event's projects that one answer carries. */
const MEMBERS = 500

const batchRecord = component(
  'BatchRecord',
  z.object({
    ...batchRow,
    members: z
      .array(
        z.object({
          ...member,
          part: z.enum(BATCH_PARTS),
          state: z.enum(MEMBER_STATES).describe('overdue 逾期，waiting 推进中，done 已兑现，ended 已终止'),
        }),
      )
      .describe(`您可见的项目，逾期的在前，最多 ${MEMBERS} 个；更多的用 /projects?batch= 分页查`),
  }),
)

const eventRecord = component(
  'PromotionEventRecord',
  z.object({
    ...eventRow,
    members: z
      .array(
        z.object({
          ...member,
          outcome: z.enum(EVENT_OUTCOMES).describe('met 对接，intended 达成意向，signed 当场签约'),
          phases: z.array(z.string()).describe('期次'),
        }),
      )
      .describe(`您可见的项目，进展快的在前，最多 ${MEMBERS} 个；更多的用 /projects?event= 分页查`),
  }),
)

const unversioned = <Row extends BatchRow | EventRow>({ version: _, ...row }: Row) => row

const memberAnswer = ({ project, investor, unit, investmentWan, stage, status, signedFrom, startedFrom }: Member) => ({
  project,
  investor,
  unit,
  investmentWan,
  stage,
  status,
  signedFrom,
  startedFrom,
})

type Member = BatchMember | EventMember

const offsetOf = (cursor: string | undefined, sort: string) =>
  cursor ? Number(decodeCursor(cursor, sort, SORT_VALUES.offset).value) : 0

function nextCursor(
  sort: string,
  offset: number,
  { items, total }: { items: { id: string }[]; total: number },
): string | null {
  const [end, last] = [offset + items.length, items.at(-1)]
  return last && end < total ? encodeCursor({ sort, value: String(end), id: last.id }) : null
}

const params = z.object({ id })
const q = z.string().trim().max(100).optional().describe('名称的一部分')

export const promotionOperations = [
  operation({
    id: 'listBatches',
    method: 'get',
    path: '/batches',
    tag: '批次活动',
    summary: '三个一批的批次',
    description: '各数只计您可见的项目。',
    action: 'promotion.read',
    query: z.strictObject({ q, sort: z.enum(['-heldOn']).default('-heldOn'), ...paging }),
    response: pageOf('BatchPage', batch),
    handle: async (context, { query: { q: words, sort, limit, cursor } }) => {
      const offset = offsetOf(cursor, sort)
      const page = await listBatches(context, { q: words, offset, limit })
      return { items: page.items.map(unversioned), total: page.total, nextCursor: nextCursor(sort, offset, page) }
    },
  }),
  operation({
    id: 'getBatch',
    method: 'get',
    path: '/batches/{id}',
    tag: '批次活动',
    summary: '批次和它的项目',
    action: 'promotion.read',
    params,
    response: batchRecord,
    refusals: [404],
    handle: async (context, { params: asked }) => {
      const row = await readPromotionBatch(context, asked.id)
      const { items } = await listBatchMembers(context, row.id, { offset: 0, limit: MEMBERS })
      return {
        ...unversioned(row),
        members: items.map((each) => ({ ...memberAnswer(each), part: each.part, state: each.state })),
      }
    },
  }),
  operation({
    id: 'listEvents',
    method: 'get',
    path: '/events',
    tag: '批次活动',
    summary: '签约大会、展会等招商活动',
    description: '各数只计您可见的项目。',
    action: 'promotion.read',
    query: z.strictObject({
      q,
      kind: z.string().trim().max(30).optional(),
      sort: z.enum(['-heldFrom']).default('-heldFrom'),
      ...paging,
    }),
    response: pageOf('PromotionEventPage', event),
    handle: async (context, { query: { q: words, kind, sort, limit, cursor } }) => {
      const offset = offsetOf(cursor, sort)
      const page = await listEvents(context, { q: words, kind: kind || undefined, offset, limit })
      return { items: page.items.map(unversioned), total: page.total, nextCursor: nextCursor(sort, offset, page) }
    },
  }),
  operation({
    id: 'getEvent',
    method: 'get',
    path: '/events/{id}',
    tag: '批次活动',
    summary: '活动和参加的项目',
    action: 'promotion.read',
    params,
    response: eventRecord,
    refusals: [404],
    handle: async (context, { params: asked }) => {
      const row = await readEvent(context, asked.id)
      const { items } = await listEventMembers(context, row.id, { offset: 0, limit: MEMBERS })
      return {
        ...unversioned(row),
        members: items.map((each) => ({ ...memberAnswer(each), outcome: each.outcome, phases: each.phases })),
      }
    },
  }),
]
