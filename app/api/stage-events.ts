import { z } from 'zod'
import { occurred as occurredInput, stageEventInput } from '~/projects/domain/input'
import { correctionInput } from '~/projects/domain/record-inputs'
import { longTextInput } from '~/shared/field-inputs'
import { STAGES, type Stage } from '~/projects/domain/stages'
import { correctStage } from '~/projects/server/correct-stage'
import { readStageEvents, type ReadEvent } from '~/projects/server/read'
import { recordStage } from '~/projects/server/record-stage'
import { verifyStage } from '~/projects/server/verify-stage'
import type { RequestContext } from '~/auth/domain/actor'
import { decodeCursor, encodeCursor } from '~/shared/cursor'
import { notFound } from '~/shared/errors'
import { operation } from './operation'
import { component, daySchema, id, moment, occurredSchema, pageOf, paging } from './schemas'

const stages = STAGES as readonly [Stage, ...Stage[]]
const text = z.string().nullable()

export const stageEvent = component(
  'StageEvent',
  z.object({
    id,
    stage: z.enum(stages).describe('withdrawn 只用于撤回另一条记录'),
    occurred: occurredSchema,
    statedOn: daySchema.nullable().describe('台账的填表日期'),
    recordedAt: moment,
    recordedByName: z.string(),
    reason: text,
    note: text,
    waiverReason: text.describe('容缺理由'),
    waiverBy: text.describe('容缺批准人'),
    imported: z.boolean(),
    supersedesId: id.nullable().describe('更正的是哪一条'),
    supersededById: id.nullable().describe('被哪一条更正'),
    standing: z.boolean().describe('现行有效'),
    verified: z.object({ at: moment, byName: z.string(), note: text }).nullable().describe('认定'),
    evidence: z.array(
      z.object({
        id,
        kind: z.string(),
        name: z.string(),
        mediaType: z.string(),
        sizeBytes: z.number().int(),
        addedAt: moment,
      }),
    ),
  }),
)

const params = z.object({ id })
const eventParams = z.object({ id, eventId: id })

async function eventOf(context: RequestContext, projectId: string, eventId: string): Promise<ReadEvent> {
  const event = (await readStageEvents(context, projectId)).find((each) => each.id === eventId)
  if (!event) throw notFound('这条阶段记录')
  return event
}

const ORDERS = ['recordedAt', '-recordedAt'] as const

export const stageEventOperations = [
  operation({
    id: 'listStageEvents',
    method: 'get',
    path: '/projects/{id}/stage-events',
    tag: '阶段',
    summary: '项目的阶段记录',
    action: 'project.read',
    params,
    query: z.strictObject({
      stage: z.enum(stages).optional(),
      standing: z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }).optional(),
      sort: z.enum(ORDERS).default('recordedAt'),
      ...paging,
    }),
    response: pageOf('StageEventPage', stageEvent),
    refusals: [404],
    handle: async (context, { params, query }) => {
      const all = await readStageEvents(context, params.id)
      const found = all.filter(
        ({ stage, standing }) => stage === (query.stage ?? stage) && standing === (query.standing ?? standing),
      )
      if (query.sort.startsWith('-')) found.reverse()
      const last = query.cursor && decodeCursor(query.cursor, query.sort, () => false).id
      const start = last ? found.findIndex((event) => event.id === last) + 1 : 0
      const items = found.slice(start, start + query.limit)
      const end = items.at(-1)
      const more = start + query.limit < found.length
      const nextCursor = end && more ? encodeCursor({ sort: query.sort, value: null, id: end.id }) : null
      return { items, total: found.length, nextCursor }
    },
  }),
  operation({
    id: 'recordStage',
    method: 'post',
    path: '/projects/{id}/stage-events',
    tag: '阶段',
    summary: '登记阶段',
    description:
      'occurred 为 2021-05-31、2021-05 或 2021，不详留空。前置条件未满足时答 422，每条写明缺什么；确需先行的带容缺理由和批准人。',
    action: 'stage.record',
    params,
    body: stageEventInput.strict(),
    response: stageEvent,
    status: 201,
    refusals: [404, 409],
    handle: async (context, { params, body }) => {
      const { id } = await recordStage(context, { projectId: params.id, event: body })
      return eventOf(context, params.id, id)
    },
  }),
  operation({
    id: 'correctStage',
    method: 'post',
    path: '/projects/{id}/stage-events/{eventId}/corrections',
    tag: '阶段',
    summary: '更正阶段记录',
    description:
      '原记录保留，由新记录取代；stage 为 withdrawn 表示该事未发生。前置条件仍未满足的，原来的容缺理由和批准人随之保留；更正后新出现的未满足条件须带容缺。',
    action: 'stage.correct',
    params: eventParams,
    body: z.strictObject({
      stage: z.enum(stages),
      occurred: occurredInput,
      reason: longTextInput('更正原因', 1000).refine((value) => value !== null, '请写明更正原因'),
      waiverReason: correctionInput.shape.waiverReason,
      waiverBy: correctionInput.shape.waiverBy,
    }),
    response: stageEvent,
    status: 201,
    refusals: [404, 409],
    handle: async (context, { params, body }) => {
      const { id } = await correctStage(context, {
        projectId: params.id,
        eventId: params.eventId,
        ...body,
        reason: body.reason ?? '',
      })
      return eventOf(context, params.id, id)
    },
  }),
  operation({
    id: 'verifyStage',
    method: 'post',
    path: '/projects/{id}/stage-events/{eventId}/verification',
    tag: '阶段',
    summary: '认定阶段',
    description: '认定须有佐证；佐证在页面上传。',
    action: 'stage.verify',
    params: eventParams,
    body: z.strictObject({ note: longTextInput('认定说明', 1000) }),
    response: stageEvent,
    status: 201,
    refusals: [404, 409],
    handle: async (context, { params, body }) => {
      await verifyStage(context, { projectId: params.id, eventId: params.eventId, note: body.note })
      return eventOf(context, params.id, params.eventId)
    },
  }),
]
