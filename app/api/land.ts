import { z } from 'zod'
import { ALLOCATION_STATES } from '~/land/domain/allocation/allocation'
import { plotFilter } from '~/land/domain/filter'
import { factoryFilter } from '~/land/domain/factory/factory-filter'
import { FACTORY_STATES } from '~/land/domain/factory/factory'
import { isFloors, type Offer } from '~/land/domain/matching/offer'
import { AREA_KINDS, QUOTA_SOURCES } from '~/land/domain/plot'
import { REVIVAL_KINDS } from '~/land/domain/revival/revival'
import { PLOT_STATUSES } from '~/land/domain/status/status'
import { demandInput } from '~/land/domain/matching/demand'
import { MATCH_CRITERION_NAMES, SHORTFALL_IDS } from '~/land/domain/matching/match'
import { holdPlot } from '~/land/server/allocation/hold-plot'
import { landSummary } from '~/land/server/status/land-summary'
import { listFactories } from '~/land/server/factory/factories'
import { listPlots, PLOT_SORTS, readPlot } from '~/land/server/plots'
import { plotMatches } from '~/land/server/matching/plot-matches'
import { releaseAllocation } from '~/land/server/allocation/release-allocation'
import { keysOf } from '~/shared/records'
import { blankIsAbsent, requiredDay } from '~/shared/field-inputs'
import { operation } from './operation'
import { component, daySchema, id, muSchema, named, pageOf, paging } from './schemas'

const holder = z
  .object({
    state: z.enum(ALLOCATION_STATES),
    until: daySchema.nullable().describe('锁定的最后一天'),
    project: named.nullable().describe('您无权查看的项目为 null'),
  })
  .nullable()
  .describe('占用它的项目；没有占用为 null')

const plot = component(
  'Plot',
  z.object({
    id,
    code: z.string().describe('宗地号'),
    name: z.string().nullable(),
    park: named.nullable(),
    landUseCode: z.string().nullable().describe('用地用海分类代码'),
    status: z.enum(PLOT_STATUSES),
    statusFrom: daySchema.nullable().describe('从哪天起；不详为 null'),
    areaMu: z.number().describe('亩'),
    areaKind: z.enum(AREA_KINDS).describe('registered 登记或合同，surveyed 勘测，table 台账，computed 图形计算'),
    computedMu: muSchema.describe('按图形计算的亩数；没有图形为 null'),
    quotaSource: z.enum(QUOTA_SOURCES).nullable().describe('new 新增，stock 存量，linked 增减挂钩，reward 奖励'),
    isApproximate: z.boolean().describe('图形由高德、百度坐标换算，只作示意'),
    version: z.number().int(),
    holder,
    candidates: z.number().int().describe('意向选址的项目数'),
  }),
)

const totals = component('LandTotals', z.object({ plots: z.number().int(), mu: z.number().describe('亩') }))

const summary = component(
  'LandSummary',
  z.object({
    asOf: daySchema,
    all: totals,
    byStatus: z.partialRecord(z.enum(PLOT_STATUSES), totals),
    threeNot: totals.describe('三未土地：批而未征、征而未供、供而未用'),
    free: totals.nullable().describe('未被占用的；只有今天的'),
  }),
)

const reservation = component(
  'Reservation',
  z.object({ id, plotId: id, projectId: id, until: daySchema.describe('锁定的最后一天') }),
)

const factory = component(
  'FactoryUnit',
  z.object({
    id,
    park: named,
    plot: z.object({ id, code: z.string() }).nullable().describe('所在地块'),
    building: z.string().describe('楼栋'),
    floor: z.number().int().describe('楼层；地下一层为 -1'),
    areaM2: z.number().describe('建筑面积，㎡'),
    heightM: z.number().nullable().describe('层高，m'),
    loadKn: z.number().nullable().describe('楼面荷载，kN/㎡'),
    rentYuan: z.number().nullable().describe('租金，元/㎡·月'),
    state: z.enum(FACTORY_STATES).describe('underConstruction 在建，vacant 空置，let 已租'),
    doneOn: daySchema.nullable().describe('在建的预计建成日'),
    note: z.string().nullable(),
    version: z.number().int(),
    lease: z
      .object({
        id,
        from: daySchema,
        until: daySchema.nullable().describe('租期的最后一天；不定期为 null'),
        project: named.nullable().describe('不是招商项目的，和您无权查看的项目，为 null'),
        tenant: z.string().nullable().describe('不是招商项目的承租方'),
      })
      .nullable()
      .describe('没有出租为 null'),
  }),
)

const revival = z
  .object({ kind: z.enum(REVIVAL_KINDS).describe('idle 闲置，lowUse 低效，stopped 停建停产'), measure: z.string() })
  .nullable()
  .describe('在盘活台账里的存量；不在为 null')

const offered = {
  kind: z
    .enum(['whole', 'part', 'combined'])
    .describe('whole 整块或整层，part 分割或分租一部分，combined 相邻地块合并或同栋上下相邻几层'),
  mu: z.number().nullable().describe('项目取用的亩数；厂房为 null'),
  m2: z.number().nullable().describe('项目租用的㎡；地块为 null'),
  floors: z
    .array(
      z.object({
        id,
        building: z.string(),
        floor: z.number().int(),
        park: named,
        areaM2: z.number().describe('㎡'),
        heightM: z.number().nullable(),
        rentYuan: z.number().nullable(),
        revival,
      }),
    )
    .describe('标准厂房的楼层；地块为空'),
  plots: z.array(
    z.object({
      id,
      code: z.string(),
      name: z.string().nullable(),
      park: named.nullable(),
      landUseCode: z.string().nullable(),
      status: z.enum(PLOT_STATUSES),
      areaMu: z.number().describe('亩'),
      heldUntil: daySchema.nullable(),
      revival,
    }),
  ),
}

const matches = component(
  'PlotMatches',
  z.object({
    project: named,
    demand: z
      .object({
        mu: z.number().nullable().describe('亩'),
        m2: z.number().nullable().describe('厂房，㎡'),
        landUses: z.array(z.string()),
        parkId: id.nullable(),
        chain: z.string().nullable(),
        investmentWan: z.number().nullable().describe('万元'),
      })
      .nullable()
      .describe('不知道需要多少地和厂房时为 null'),
    items: z.array(
      z.object({
        ...offered,
        score: z.number().describe('0 到 100'),
        points: z.array(
          z.object({
            id: z.enum(keysOf(MATCH_CRITERION_NAMES)),
            label: z.string(),
            points: z.number(),
            of: z.number(),
            because: z.string(),
          }),
        ),
      }),
    ),
    nearly: z.array(
      z.object({
        ...offered,
        shortfalls: z.array(
          z.object({
            id: z.enum(SHORTFALL_IDS),
            label: z.string(),
            because: z.string(),
            changes: z.array(z.string()).describe('任一项即可'),
          }),
        ),
      }),
    ),
  }),
)

function offeredOf(offer: Offer) {
  const named = (park: { id: string; name: string }) => ({ id: park.id, name: park.name })
  const { kind } = offer
  if (isFloors(offer)) {
    const floors = offer.floors.map(({ park, underConstruction: _, doneOn: __, ...own }) => ({
      ...own,
      park: named(park),
    }))
    return { kind, mu: null, m2: offer.m2, floors, plots: [] }
  }
  const plots = offer.plots.map(({ park, quotaSource: _, ...own }) => ({ ...own, park: park && named(park) }))
  return { kind, mu: offer.mu, m2: null, floors: [], plots }
}

const params = z.object({ id })
const tag = '土地'

export const landOperations = [
  operation({
    id: 'listPlots',
    method: 'get',
    path: '/plots',
    tag,
    summary: '地块',
    description: 'totalMu 是符合条件的全部地块的面积（亩）。free=true 只列没有被占用（锁定至交地）的。',
    action: 'plot.read',
    query: z.strictObject({
      ...plotFilter.shape,
      sort: z.enum(PLOT_SORTS).default('code'),
      ...paging,
    }),
    response: pageOf('PlotPage', plot, { totalMu: z.number().describe('亩') }),
    handle: (context, { query: { sort, limit, cursor, ...filter } }) =>
      listPlots(context, { filter, sort, limit, cursor }),
  }),
  operation({
    id: 'getPlot',
    method: 'get',
    path: '/plots/{id}',
    tag,
    summary: '一个地块',
    action: 'plot.read',
    params,
    response: plot,
    refusals: [404],
    handle: (context, { params: asked }) => readPlot(context, asked.id),
  }),
  operation({
    id: 'holdPlot',
    method: 'post',
    path: '/plots/{id}/reservations',
    tag,
    summary: '为过会的项目锁定地块',
    description:
      '一个地块同时只属于一个项目。已被占用时返回 409（code 为 taken），detail 里有到期日。不填 until 锁定到允许的最后一天（默认 30 天，可在设置里改）。',
    action: 'plot.hold',
    params,
    body: z.strictObject({ projectId: id, until: blankIsAbsent(requiredDay()) }),
    response: reservation,
    status: 201,
    refusals: [404, 409],
    handle: (context, { params: asked, body }) =>
      holdPlot(context, { plotId: asked.id, projectId: body.projectId, until: body.until ?? null }),
  }),
  operation({
    id: 'releaseReservation',
    method: 'delete',
    path: '/reservations/{id}',
    tag,
    summary: '释放锁定或意向选址',
    action: 'plot.hold',
    params,
    response: component('ReleasedReservation', z.object({ id, state: z.literal('released') })),
    refusals: [404, 409],
    handle: async (context, { params: asked }) => {
      await releaseAllocation(context, { id: asked.id })
      return { id: asked.id, state: 'released' as const }
    },
  }),
  operation({
    id: 'matchPlots',
    method: 'get',
    path: '/projects/{id}/plot-matches',
    tag,
    summary: '为项目匹配地块和厂房',
    description:
      '盘活的存量和空置厂房在前。先看面积、用途、最低投资强度和占用，再评分并说明理由；nearly 只差一项，附上怎样改就合适。参数可代替项目里的数。',
    action: 'plot.read',
    params,
    query: z.strictObject(demandInput.shape),
    response: matches,
    refusals: [404],
    handle: async (context, { params: asked, query }) => {
      const { project, demand, fits, nearly } = await plotMatches(context, asked.id, query)
      return {
        project,
        demand: demand && { ...demand, landUses: [...demand.landUses] },
        items: fits.map(({ offer, ...own }) => ({ ...offeredOf(offer), ...own })),
        nearly: nearly.map(({ offer, ...own }) => ({ ...offeredOf(offer), ...own })),
      }
    },
  }),
  operation({
    id: 'listFactoryUnits',
    method: 'get',
    path: '/factory-units',
    tag,
    summary: '标准厂房，按楼层',
    description: 'totalM2 是符合条件的全部楼层的建筑面积（㎡）。',
    action: 'factory.read',
    query: z.strictObject({ ...factoryFilter.shape, ...paging }),
    response: pageOf('FactoryUnitPage', factory, { totalM2: z.number().describe('㎡') }),
    handle: (context, { query: { limit, cursor, ...filter } }) => listFactories(context, { filter, limit, cursor }),
  }),
  operation({
    id: 'landSummary',
    method: 'get',
    path: '/land/summary',
    tag,
    summary: '土地总量，按状态',
    description: '截至 asOf（默认今天）的状态；没有日期的状态视为一直如此。',
    action: 'plot.read',
    query: z.strictObject({ asOf: blankIsAbsent(requiredDay()) }),
    response: summary,
    handle: (context, { query }) => landSummary(context, query.asOf ?? null),
  }),
]
