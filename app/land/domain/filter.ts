import { z } from 'zod'
import { isDay, type Day } from '~/shared/day'
import { blankIsAbsent, countInput, decimalInput, listInput, requiredDay } from '~/shared/field-inputs'
import { PLOT_LACKS } from './readiness/completeness'
import { QUOTA_SOURCES } from './plot'
import { LAND_USE_NAMES } from './land-uses'
import { PLOT_STATUSES } from './status/status'

const mu = (label: string) =>
  blankIsAbsent(decimalInput(label, '亩', 1_000_000).transform((value) => (value === null ? undefined : Number(value))))

/** 西,南,东,北 in degrees */
const bbox = blankIsAbsent(
  z
    .string()
    .transform((text) => text.split(',').map(Number))
    .refine(
      ([west = NaN, south = NaN, east = NaN, north = NaN, ...more]) =>
        more.length === 0 && west <= east && south <= north,
      '范围应为“西,南,东,北”四个经纬度',
    ),
)

/** Plots that lie in no park. */
export const NO_PARK = 'none'

export const MOVES = ['left', 'joined'] as const
export const MOVE_NAMES: Record<(typeof MOVES)[number], string> = { left: '消化', joined: '新增' }

/** 三未土地 that left or joined between two days, as an address holds it: `left~2025-01-01~2025-12-31`. */
export const movedValue = (move: (typeof MOVES)[number], from: Day, to: Day) => `${move}~${from}~${to}`

const moved = blankIsAbsent(
  z.string().transform((text, context) => {
    const [asked, from = '', to = '', ...more] = text.split('~')
    const move = MOVES.find((each) => each === asked)
    if (move && isDay(from) && isDay(to) && more.length === 0) return { move, from, to }
    context.addIssue({ code: 'custom', message: '应为“left 或 joined~日期~日期”' })
    return z.NEVER
  }),
)

/** 闲置 by order 53 (a year or two past), or 将满一年. */
export const IDLE_ASKED = ['idle', 'soon'] as const
export const IDLE_ASKED_NAMES: Record<(typeof IDLE_ASKED)[number], string> = { idle: '已闲置', soon: '将满一年' }

/** A hold that runs out within seven days, a plot that became free while others stand in line, or one whose project is over. */
export const TURNS = ['ending', 'freed', 'over'] as const
export const TURN_NAMES: Record<(typeof TURNS)[number], string> = {
  ending: '锁定即将到期',
  freed: '空出有候补',
  over: '项目已终止仍占用',
}

/** Whether it stands in the ledger of 盘活 now. */
export const REVIVAL_ASKED = ['open', 'none'] as const
export const REVIVAL_ASKED_NAMES: Record<(typeof REVIVAL_ASKED)[number], string> = { open: '已列入', none: '未列入' }

/** The filters of plots, each declared once: table, map, export and API share them. */
export const PLOT_FILTERS = {
  q: { label: '宗地号、名称', chip: '搜索', schema: blankIsAbsent(z.string().trim().max(60, '搜索词不超过 60 个字')) },
  status: { label: '状态', schema: listInput(z.enum(PLOT_STATUSES)) },
  /** 三未土地 */
  threeNot: { label: '三未土地', schema: blankIsAbsent(z.enum(['1'])) },
  free: { label: '未被占用', chip: '占用', schema: blankIsAbsent(z.enum(['1', 'true'])) },
  minMu: { label: '面积不低于', schema: mu('面积') },
  maxMu: { label: '面积不高于', schema: mu('面积') },
  landUse: {
    label: '用地性质',
    schema: listInput(z.string().refine((code) => code in LAND_USE_NAMES, '没有这种用地性质')),
  },
  park: { label: '园区', schema: blankIsAbsent(z.union([z.uuid(), z.literal(NO_PARK)])) },
  quota: { label: '指标来源', schema: blankIsAbsent(z.enum(QUOTA_SOURCES)) },
  idle: { label: '闲置', schema: blankIsAbsent(z.enum(IDLE_ASKED)) },
  lacks: { label: '资料缺', schema: blankIsAbsent(z.enum(['any', ...PLOT_LACKS])) },
  turn: { label: '占用提醒', schema: blankIsAbsent(z.enum(TURNS)) },
  revival: { label: '盘活', schema: blankIsAbsent(z.enum(REVIVAL_ASKED)) },
  /** became 供而未用 in this year */
  suppliedIn: { label: '供地年份', schema: blankIsAbsent(countInput('供地年份', '年', { min: 2000, max: 2100 })) },
  /** status, and which plots there were, as of a day, of what was recorded by another */
  on: { label: '截至', schema: blankIsAbsent(requiredDay()) },
  knownOn: { label: '当时已知', schema: blankIsAbsent(requiredDay()) },
  moved: { label: '三未变化', schema: moved },
  bbox: { label: '范围', schema: bbox },
} satisfies Record<string, { label: string; chip?: string; schema: z.ZodType }>

export type PlotFilterName = keyof typeof PLOT_FILTERS

export const plotFilter = z.object({
  q: PLOT_FILTERS.q.schema,
  status: PLOT_FILTERS.status.schema,
  threeNot: PLOT_FILTERS.threeNot.schema,
  free: PLOT_FILTERS.free.schema,
  minMu: PLOT_FILTERS.minMu.schema,
  maxMu: PLOT_FILTERS.maxMu.schema,
  landUse: PLOT_FILTERS.landUse.schema,
  park: PLOT_FILTERS.park.schema,
  quota: PLOT_FILTERS.quota.schema,
  idle: PLOT_FILTERS.idle.schema,
  lacks: PLOT_FILTERS.lacks.schema,
  turn: PLOT_FILTERS.turn.schema,
  revival: PLOT_FILTERS.revival.schema,
  suppliedIn: PLOT_FILTERS.suppliedIn.schema,
  on: PLOT_FILTERS.on.schema,
  knownOn: PLOT_FILTERS.knownOn.schema,
  moved: PLOT_FILTERS.moved.schema,
  bbox: PLOT_FILTERS.bbox.schema,
})

export type PlotFilter = Partial<z.output<typeof plotFilter>>
