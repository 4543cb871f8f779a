import '~/shared/zod-chinese'
import { Hono, type Context } from 'hono'
import { assertCan, can } from '~/auth/domain/can'
import type { RequestContext } from '~/auth/domain/actor'
import type { Extent } from '~/land/server/export/features'
import { databaseFailure } from '~/platform/database-failure'
import type { HttpEnv } from '~/platform/http/environment'
import { logger } from '~/platform/logger'
import { AppError, notFound } from '~/shared/errors'
import { byBearerOrBasic, requestIdOf } from '../authenticate'
import { problemResponse } from '../problem'
import { COLLECTIONS, type Collection } from './collections'
import { ogcDocument } from './openapi'
import { checkNoQuery, questionOf } from './query'

export const OGC_ROOT = '/ogc'

/** OGC API – Features, part 1 (OGC 17-069r4): what GIS programs read parks and plots by. To be mounted at /ogc. */
export const ogc = new Hono<HttpEnv>()

const CONFORMS_TO = ['core', 'oas30', 'geojson'].map(
  (part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`,
)
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const JSON_TYPE = 'application/json'
const GEOJSON_TYPE = 'application/geo+json'
const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0'

interface Link {
  rel: string
  href: string
  type: string
  title?: string
}

/** The address of this interface as the asker knows it. */
function rootOf(c: Context<HttpEnv>): string {
  const { protocol, host } = new URL(c.req.url)
  const scheme = c.get('secure') === undefined ? protocol : c.get('secure') ? 'https:' : 'http:'
  return `${scheme}//${c.get('host') ?? host}${OGC_ROOT}`
}

ogc.get('/', (c) => {
  checkNoQuery(c.req.queries())
  const root = rootOf(c)
  const links: Link[] = [
    { rel: 'self', href: root, type: JSON_TYPE },
    { rel: 'service-desc', href: `${root}/api`, type: OPENAPI_TYPE },
    { rel: 'conformance', href: `${root}/conformance`, type: JSON_TYPE },
    { rel: 'data', href: `${root}/collections`, type: JSON_TYPE },
  ]
  return c.json({ title: '招商引资项目全周期管理', description: '园区和地块，供地理信息软件读取', links })
})

ogc.get('/conformance', (c) => {
  checkNoQuery(c.req.queries())
  return c.json({ conformsTo: CONFORMS_TO })
})

ogc.get('/api', (c) => {
  checkNoQuery(c.req.queries())
  return c.body(JSON.stringify(ogcDocument(rootOf(c))), 200, { 'content-type': OPENAPI_TYPE })
})

ogc.get('/collections', async (c) => {
  const context = await byBearerOrBasic(c)
  checkNoQuery(c.req.queries())
  const root = rootOf(c)
  const readable = COLLECTIONS.filter(({ action }) => can(context.actor, action))
  const collections = await Promise.all(readable.map((each) => described(root, each, context)))
  return c.json({ links: [{ rel: 'self', href: `${root}/collections`, type: JSON_TYPE }], collections })
})

ogc.get('/collections/:collection', async (c) => {
  const { context, collection } = await asked(c)
  checkNoQuery(c.req.queries())
  return c.json(await described(rootOf(c), collection, context))
})

ogc.get('/collections/:collection/items', async (c) => {
  const { context, collection } = await asked(c)
  const question = questionOf(collection, c.req.queries())
  const { features, matched, nextCursor } = await collection.page(context, question)
  const here = `${rootOf(c)}/collections/${collection.id}`
  const links: Link[] = [
    { rel: 'self', href: `${here}/items${new URL(c.req.url).search}`, type: GEOJSON_TYPE },
    { rel: 'collection', href: here, type: JSON_TYPE },
    ...(nextCursor === null ? [] : [{ rel: 'next', href: nextPage(c, here, nextCursor), type: GEOJSON_TYPE }]),
  ]
  const head = JSON.stringify({
    type: 'FeatureCollection',
    timeStamp: context.now.toISOString(),
    numberMatched: matched,
    numberReturned: features.length,
    links,
  })
  // The features are texts already: taken apart, a number would lose its digits (43.00 would be an integer to GDAL).
  return c.body(`${head.slice(0, -1)},"features":[${features.join(',')}]}`, 200, { 'content-type': GEOJSON_TYPE })
})

ogc.get('/collections/:collection/items/:feature', async (c) => {
  const { context, collection } = await asked(c)
  checkNoQuery(c.req.queries())
  const feature = await collection.one(context, c.req.param('feature'))
  if (feature === null) throw notFound(`这个${collection.title}`)
  const here = `${rootOf(c)}/collections/${collection.id}`
  const links: Link[] = [
    { rel: 'self', href: `${here}/items/${c.req.param('feature')}`, type: GEOJSON_TYPE },
    { rel: 'collection', href: here, type: JSON_TYPE },
  ]
  return c.body(`${feature.trimEnd().slice(0, -1)},"links":${JSON.stringify(links)}}`, 200, {
    'content-type': GEOJSON_TYPE,
  })
})

ogc.notFound((c) => problemResponse(notFound('这个接口'), requestIdOf(c)))

ogc.onError((error, c) => {
  if (!(error instanceof AppError) && !databaseFailure(error))
    (c.get('log') ?? logger).error({ err: error }, 'unexpected')
  // The standard answers 400 where the API of our own says 422; QGIS asks for a password only when Basic is offered.
  const response = problemResponse(error, requestIdOf(c), { invalid: 400 })
  if (response.status === 401) response.headers.set('www-authenticate', 'Basic realm="OGC API", charset="UTF-8"')
  return response
})

/** @throws AppError unauthenticated (401), notFound (404), forbidden (403) */
async function asked(c: Context<HttpEnv>): Promise<{ context: RequestContext; collection: Collection }> {
  const context = await byBearerOrBasic(c)
  const collection = COLLECTIONS.find(({ id }) => id === c.req.param('collection'))
  if (!collection) throw notFound('这个集合')
  assertCan(context.actor, collection.action)
  return { context, collection }
}

async function described(root: string, { id, title, description, extent }: Collection, context: RequestContext) {
  return {
    id,
    title,
    description,
    itemType: 'feature',
    crs: [CRS84],
    extent: extentShown(await extent(context)),
    links: [
      { rel: 'self', href: `${root}/collections/${id}`, type: JSON_TYPE },
      { rel: 'items', href: `${root}/collections/${id}/items`, type: GEOJSON_TYPE, title },
    ] satisfies Link[],
  }
}

const extentShown = ({ box, from }: Extent) => ({
  ...(box && { spatial: { bbox: [box], crs: CRS84 } }),
  ...(from !== null && {
    temporal: {
      interval: [[`${from}T00:00:00+08:00`, null]],
      trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian',
    },
  }),
})

function nextPage(c: Context<HttpEnv>, here: string, cursor: string): string {
  const parameters = new URL(c.req.url).searchParams
  parameters.set('cursor', cursor)
  return `${here}/items?${parameters}`
}
