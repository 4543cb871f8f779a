import { z } from 'zod'
import { present } from '~/shared/present'
import type { Operation } from './operation'
import { components, problem } from './schemas'

type Json = Record<string, unknown>

const REFUSALS: Record<number, string> = {
  401: '没有令牌，或令牌无效、过期、用户已停用',
  403: '看得见，但没有权限',
  404: '没有，或您无权查看',
  409: '状态、版本或占用冲突；conflict 中有继续所需的内容',
  422: '内容有误，errors 指明每一处',
  429: '请求过于频繁，Retry-After 秒后再试',
  503: '数据库正在恢复，Retry-After 秒后再试；带 Idempotency-Key 的请求可以同样内容重试',
}

/** The API as an OpenAPI 3.1 document, made from the operations' own schemas. */
export function openApiDocument(operations: readonly Operation[], root: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = described(operation)
  return {
    openapi: '3.1.0',
    info: {
      title: '招商引资项目全周期管理',
      version: '1',
      description:
        '列表答 {items, total, nextCursor}，用 limit、cursor、sort 翻页，筛选项与字段同名。金额单位万元，面积单位亩，均为 JSON 数字。' +
        '日期为上海时区的日历日。错误为 application/problem+json。POST 可带 Idempotency-Key，一天内重发得到同一答复。',
    },
    servers: [{ url: root }],
    security: [{ bearer: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: '个人访问令牌' } },
      schemas: componentSchemas(),
    },
  }
}

function described(operation: Operation): Json {
  const { id, tag, summary, description, action, body, response, status, location, version } = operation
  const refusals = [401, 403, ...operation.refusals, 422, 429, 503].sort()
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    'x-action': action,
    parameters: parameters(operation),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: inputSchema(body) } } } }),
    responses: {
      [status]: {
        description: status === 201 ? '已办成' : '结果',
        ...((location || version) && { headers: answerHeaders(operation) }),
        content: { 'application/json': { schema: reference(response) } },
      },
      ...Object.fromEntries(refusals.map((refusal) => [refusal, refused(refusal)])),
    },
  }
}

function refused(status: number): Json {
  return {
    description: REFUSALS[status],
    content: { 'application/problem+json': { schema: reference(problem) } },
  }
}

function answerHeaders({ location, version }: Operation): Json {
  return {
    ...(version && { ETag: { description: '版本，修改时放进 If-Match', schema: { type: 'string' } } }),
    ...(location && { Location: { schema: { type: 'string' } } }),
  }
}

function parameters({ method, params, query, version }: Operation): Json[] {
  const header = (name: string, description: string, schema: Json) => ({ name, in: 'header', description, schema })
  return [
    ...fields(params).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...fields(query).map(([name, { description, ...schema }]) => ({
      name,
      in: 'query',
      ...(description ? { description } : {}),
      schema,
      ...(schema.type === 'array' && { style: 'form', explode: false }),
    })),
    ...(method === 'post' ? [header('Idempotency-Key', '重发时不会重复办理', { type: 'string', maxLength: 200 })] : []),
    ...(method === 'patch' && version ? [header('If-Match', '读取时的版本，可代替 version', { type: 'string' })] : []),
  ]
}

function fields(schema: z.ZodObject | undefined): [string, Json][] {
  if (!schema) return []
  return Object.entries(inputSchema(schema).properties as Record<string, Json>)
}

function inputSchema(schema: z.ZodType): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io: 'input', override }) as Json
  return own
}

const uri = (id: string) => `#/components/schemas/${id}`

function reference(schema: z.ZodType): Json {
  return { $ref: uri(present(components.get(schema), 'the name of a component').id) }
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(components, { uri, io: 'output', override }) as { schemas: Record<string, Json> }
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _, $id: __, ...own }]) => [id, own]))
}

/** A format says enough: its pattern of some hundred characters says no more to people. */
function override({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format) delete jsonSchema.pattern
}
