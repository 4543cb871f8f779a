import { z } from 'zod'
import { COLLECTIONS, type Collection } from './collections'
import { LIMITS } from './query'

type Json = Record<string, unknown>

const text = { type: 'string' }

const parameters: Record<string, Json> = {
  limit: {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: LIMITS.most, default: LIMITS.usual },
    style: 'form',
    explode: false,
  },
  bbox: {
    name: 'bbox',
    in: 'query',
    description: '西,南,东,北（经纬度）',
    schema: {
      type: 'array',
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
      items: { type: 'number' },
    },
    style: 'form',
    explode: false,
  },
  datetime: {
    name: 'datetime',
    in: 'query',
    description: '时刻、日期，或用“/”隔开的区间',
    schema: text,
    style: 'form',
    explode: false,
  },
}

const answer = (description: string, mediaType = 'application/json') => ({
  description,
  content: { [mediaType]: { schema: { type: 'object' } } },
})

const REFUSALS = {
  400: answer('参数不认识或不合要求', 'application/problem+json'),
  401: answer('没有登录', 'application/problem+json'),
  403: answer('没有权限', 'application/problem+json'),
  default: answer('出错', 'application/problem+json'),
}

const get = (operationId: string, summary: string, ok: Json, more: Json = {}, tag = '目录') => ({
  get: { operationId, summary, tags: [tag], ...more, responses: { 200: ok, ...REFUSALS } },
})

const named = (name: string, schema: z.ZodType): Json => {
  const { $schema: _, description, ...own } = z.toJSONSchema(schema, { io: 'input' })
  return { name, in: 'query', ...(description && { description }), schema: own, style: 'form', explode: false }
}

function pathsOf({ id, title, properties }: Collection): Json {
  const filters = Object.entries(properties).map(([name, schema]) => named(name, schema))
  const shared = ['limit', 'bbox', 'datetime'].map((name) => ({ $ref: `#/components/parameters/${name}` }))
  const cursor = { name: 'cursor', in: 'query', description: '取自上一页的 next 链接', schema: text }
  return {
    [`/collections/${id}`]: get(`describe_${id}`, `${title}的说明`, answer('一个集合'), {}, title),
    [`/collections/${id}/items`]: get(
      `list_${id}`,
      title,
      answer('要素集合', 'application/geo+json'),
      { parameters: [...shared, cursor, ...filters] },
      title,
    ),
    [`/collections/${id}/items/{featureId}`]: get(
      `get_${id}`,
      `一个${title}`,
      answer('要素', 'application/geo+json'),
      { parameters: [{ name: 'featureId', in: 'path', required: true, schema: text }] },
      title,
    ),
  }
}

/** What `/ogc` offers, as OpenAPI 3.0: tools push only filters that it names. */
export function ogcDocument(server: string): Json {
  return {
    openapi: '3.0.3',
    info: { title: '招商引资项目全周期管理：OGC API – Features', version: '1' },
    servers: [{ url: server }],
    security: [{ basic: [] }, { bearer: [] }],
    paths: {
      '/': get('landing', '入口', answer('入口页')),
      '/conformance': get('conformance', '符合的标准', answer('一致性类')),
      '/collections': get('collections', '全部集合', answer('集合')),
      ...Object.assign({}, ...COLLECTIONS.map(pathsOf)),
    },
    components: {
      parameters,
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: '登录名，个人访问令牌作密码' },
        bearer: { type: 'http', scheme: 'bearer', description: '个人访问令牌' },
      },
    },
  }
}
