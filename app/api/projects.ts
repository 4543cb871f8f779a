import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { projectFilter, SORTS } from '~/projects/domain/filter'
import { GUARD_FACTS } from '~/projects/domain/guards'
import { projectInput, type WholeFormValues } from '~/projects/domain/input'
import { restoreInput, voidInput } from '~/projects/domain/record-inputs'
import { formValuesOf, withNumbers } from '~/projects/domain/read-fields'
import { PATH } from '~/projects/domain/stages'
import { editProject } from '~/projects/server/edit'
import type { ListedProject } from '~/projects/domain/listed-project'
import { COUNTED_AT_ONCE } from '~/projects/domain/list-address'
import { listProjects } from '~/projects/server/list'
import { readProject, type ReadProject } from '~/projects/server/read'
import { registerProject } from '~/projects/server/register'
import { restoreProject, voidProject } from '~/projects/server/void-project'
import { BATCH_PARTS } from '~/promotion/domain/batch'
import { EVENT_OUTCOMES } from '~/promotion/domain/event'
import { membershipsOf, type Memberships } from '~/promotion/server/memberships'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { valueAt } from '~/shared/present'
import { operation } from './operation'
import { listedShape, recordShape } from './project-fields'
import { component, daySchema, id, moment, named, occurredSchema, pageOf, paging } from './schemas'
import { stageEvent } from './stage-events'

const text = z.string().nullable()

const standing = {
  stage: z.enum(PATH),
  status: z.enum(['active', 'suspended', 'ended']),
  stageOn: daySchema.nullable().describe('进入当前阶段最早可能的一天'),
  signedFrom: daySchema.nullable().describe('签约最早可能的一天；日期不详时为计入的一天'),
  signedTo: daySchema.nullable().describe('签约最晚可能的一天；日期不详时为空'),
  startedFrom: daySchema.nullable().describe('开工最早可能的一天；日期不详时为计入的一天'),
  startedTo: daySchema.nullable().describe('开工最晚可能的一天；日期不详时为空'),
  updatedAt: moment,
}

const project = component('Project', z.object({ id, ...listedShape, ...standing, investor: named.nullable() }))

const reached = z.object({
  stage: z.enum(PATH),
  from: daySchema.describe('从这一天起计入该阶段（含由后续阶段推定）'),
  eventId: id,
  occurred: occurredSchema,
})

const record = component(
  'ProjectRecord',
  z.object({
    id,
    ...recordShape,
    ...standing,
    investor: z.object({ id, name: z.string(), uscc: text, origin: text }).nullable(),
    landNote: text,
    holdUntil: daySchema.nullable(),
    version: z.number().int().describe('修改时原样带回'),
    voided: z.object({ at: moment, byName: z.string(), reason: z.string() }).nullable().describe('已作废；未作废为空'),
    createdAt: moment,
    reached: z.array(reached).describe('已到达的阶段，按顺序'),
    guardFacts: z.array(
      z.object({ kind: z.enum(GUARD_FACTS), holds: z.boolean(), day: daySchema.nullable(), note: text }),
    ),
    events: z.array(stageEvent).describe('全部阶段记录，按登记顺序'),
    batches: z
      .array(
        z.object({
          id,
          name: z.string(),
          part: z.enum(BATCH_PARTS),
          heldOn: daySchema,
          deadlineOn: daySchema.describe('签约项目最迟开工的一天'),
        }),
      )
      .describe('列入的三个一批'),
    promotionEvents: z
      .array(
        z.object({
          id,
          name: z.string(),
          kind: z.string(),
          heldFrom: daySchema,
          outcome: z.enum(EVENT_OUTCOMES),
          phase: text.describe('期次'),
        }),
      )
      .describe('参加的签约大会、展会等'),
  }),
)

function listedProject({ investor, updatedAt, ...row }: ListedProject): z.input<typeof project> {
  return {
    ...withNumbers(row),
    investor: investor && { id: investor.id, name: investor.name },
    updatedAt: updatedAt.toISOString(),
  }
}

/** @throws notFound */
async function answerProject(context: RequestContext, projectId: string): Promise<z.input<typeof record>> {
  if (!isId(projectId)) throw notFound('这个项目')
  const [read, memberships] = await Promise.all([readProject(context, projectId), membershipsOf(context, [projectId])])
  return projectRecord(read, valueAt(memberships, projectId))
}

function projectRecord({ history, ...read }: ReadProject, { batches, events }: Memberships): z.input<typeof record> {
  return {
    ...withNumbers(read),
    batches,
    promotionEvents: events.map(({ entryId: _, ...event }) => event),
    createdAt: read.createdAt.toISOString(),
    updatedAt: read.updatedAt.toISOString(),
    reached: Object.values(history?.reached ?? {}).map(({ stage, from, eventId, occurred }) => ({
      stage,
      from,
      eventId,
      occurred,
    })),
  }
}

const NO_MEMBERSHIPS: Memberships = { batches: [], events: [] }

/** What a form would start from, so that an edit may name only the fields it changes. Another company has its own code and origin. */
function formValues(read: ReadProject, { investorName }: { investorName?: unknown }): WholeFormValues {
  const same = investorName === undefined || investorName === read.investor?.name
  return formValuesOf(same ? read : { ...read, investor: null })
}

/** A stale edit's refusal with both versions in it. */
function beside(yours: object, error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'stale') return error
  const { userMessage, detail } = error
  return new AppError('stale', { userMessage, detail: { ...(detail as object), yours } })
}

const projectPage = pageOf('ProjectPage', project, {
  totalIsLeast: z.boolean().describe('true 时实际总数可能大于 total'),
})

const params = z.object({ id })

export const projectOperations = [
  operation({
    id: 'listProjects',
    method: 'get',
    path: '/projects',
    tag: '项目',
    summary: '查询项目',
    description:
      'unit 指登记、引荐或落地单位；minWan 含本数，maxWan 不含；notStarted=1 为未开工：已签约、没有开工、没有终止；多个 stage 以逗号分隔。',
    action: 'project.read',
    query: z.strictObject({
      ...projectFilter.shape,
      sort: z.enum(SORTS).default('-updatedAt').describe('以 - 开头为倒序'),
      count: z
        .enum(['quick', 'exact'])
        .default('quick')
        .describe(`quick：只按 q 搜索时总数数到 ${COUNTED_AT_ONCE} 为止（totalIsLeast 为 true）；exact：数清`),
      ...paging,
    }),
    response: projectPage,
    handle: async (context, { query: { limit, cursor, sort, count, ...filter } }) => {
      const countUpTo = count === 'exact' ? undefined : COUNTED_AT_ONCE
      const page = await listProjects(context, { filter, sort, limit, cursor, countUpTo })
      return { ...page, items: page.items.map(listedProject) }
    },
  }),
  operation({
    id: 'registerProject',
    method: 'post',
    path: '/projects',
    tag: '项目',
    summary: '登记项目',
    description: 'unitId 缺省为本人单位。疑似重复时答 409（alike）；核对后确为不同项目的，带 distinct: true 再次提交。',
    action: 'project.register',
    body: z.strictObject({
      ...projectInput.shape,
      unitId: projectInput.shape.unitId.optional(),
      distinct: z.boolean().default(false).describe('已核对，不是同一项目'),
    }),
    response: record,
    status: 201,
    refusals: [409],
    handle: async (context, { body: { distinct, ...fields } }) => {
      const unitId = fields.unitId ?? context.actor.unitId
      if (!unitId) throw invalidField('unitId', '请选择登记单位', 'required')
      const { id } = await registerProject(context, { ...fields, unitId }, { distinct })
      return projectRecord(await readProject(context, id), NO_MEMBERSHIPS)
    },
    location: ({ id }) => `/projects/${id}`,
    version: ({ version }) => version,
  }),
  operation({
    id: 'getProject',
    method: 'get',
    path: '/projects/{id}',
    tag: '项目',
    summary: '项目全貌',
    action: 'project.read',
    params,
    response: record,
    refusals: [404],
    handle: async (context, { params }) => answerProject(context, params.id),
    version: ({ version }) => version,
  }),
  operation({
    id: 'editProject',
    method: 'patch',
    path: '/projects/{id}',
    tag: '项目',
    summary: '修改项目',
    description:
      '只写要改的字段。version（或 If-Match）为读取时的版本；已被他人修改时答 409（stale），conflict 中有现在的内容 current 与您提交的 yours。',
    action: 'project.edit',
    params,
    body: projectInput.partial().extend({ version: z.number().int().optional() }).strict(),
    response: record,
    refusals: [404, 409],
    handle: async (context, { params, body, given, ifMatch }) => {
      const version = body.version ?? ifMatch
      const read = await readProject(context, params.id)
      if (version === undefined) throw invalidField('version', '请带上读取时的版本', 'required')
      const { version: _, ...fields } = given
      const input = parseInput(projectInput, { ...formValues(read, fields), ...fields })
      await editProject(context, { id: params.id, version, input }).catch((error: unknown) => {
        throw beside(fields, error)
      })
      return answerProject(context, params.id)
    },
    version: ({ version }) => version,
  }),
  operation({
    id: 'voidProject',
    method: 'post',
    path: '/projects/{id}/void',
    tag: '项目',
    summary: '作废项目',
    description:
      '登错的项目从此不在列表和统计里，按以前的口径（knownOn 为作废之前）仍在。真实项目不再推进的，登记 ended。',
    action: 'project.void',
    params,
    body: z.strictObject(voidInput.shape),
    response: record,
    refusals: [404, 409],
    handle: async (context, { params, body }) => {
      await voidProject(context, { projectId: params.id, ...body })
      return answerProject(context, params.id)
    },
    version: ({ version }) => version,
  }),
  operation({
    id: 'restoreProject',
    method: 'post',
    path: '/projects/{id}/restoration',
    tag: '项目',
    summary: '恢复作废的项目',
    action: 'project.void',
    params,
    body: z.strictObject(restoreInput.shape),
    response: record,
    refusals: [404, 409],
    handle: async (context, { params, body }) => {
      await restoreProject(context, { projectId: params.id, ...body })
      return answerProject(context, params.id)
    },
    version: ({ version }) => version,
  }),
]
