import { z } from 'zod'
import type { Day } from '~/shared/day'
import { countInput, requiredDay } from '~/shared/field-inputs'
import { PRODUCT_NAME } from '~/shared/product'
import { keysOf } from '~/shared/records'
import { tileFault } from './base-layers'
import { opinionLines } from './opinion-templates'
import { parseSizeBands, type SizeBand } from './size-bands'

/** How many members of a meeting have to be there. */
const QUORUMS = { twoThirds: '应到的三分之二以上', majority: '超过应到的一半' } as const
export type Quorum = keyof typeof QUORUMS

/** How one value of a rule is asked for and shown. */
export interface RuleField {
  label: string
  kind: 'text' | 'lines' | 'number' | 'choice'
  /** of a choice: what is stored, and what it is called */
  options?: Readonly<Record<string, string>>
  unit?: string
  hint?: string
}

interface Rule<Schema extends z.ZodObject> {
  label: string
  /** what it decides, in a sentence */
  note: string
  schema: Schema
  fields: Record<keyof Schema['shape'] & string, RuleField>
  /** what holds where a database has none */
  preset: z.output<Schema>
  /** system names are no business data: the system administrator may set them too */
  system?: boolean
}

const rule = <Schema extends z.ZodObject>(declared: Rule<Schema>) => declared

const days = (label: string) => countInput(label, '天', { min: 1, max: 3650 })

const points = (label: string) => countInput(label, '分', { max: 100 })

const optionalText = (label: string, max: number) =>
  z
    .string()
    .nullish()
    .transform((text) => text?.trim() || null)
    .refine((text) => text === null || text.length <= max, `${label}不超过 ${max} 个字`)

/** Names, one a line. */
const names = (label: string) =>
  z
    .union([z.array(z.string()), z.string()], `请填写${label}`)
    .transform((given) => [
      ...new Set((typeof given === 'string' ? given.split('\n') : given).map((line) => line.trim()).filter(Boolean)),
    ])
    .refine((lines) => lines.length > 0, `请填写${label}`)
    .refine(
      (lines) => lines.length <= 30 && lines.every((line) => line.length <= 30),
      `${label}不超过 30 行，每行不超过 30 个字`,
    )

/** What a kWh counts for, in kilograms of standard coal: between its heat and twice what a power station burns for it. */
const kilogramsPerKwh = z
  .union([z.string(), z.number()], '请填写电力等价系数')
  .transform((given) => Number(given))
  .refine((value) => value >= 0.1229 && value <= 0.7, '电力等价系数在 0.1229 到 0.7 kgce/kWh 之间')
  .refine((value) => Number(value.toFixed(4)) === value, '最多四位小数')

/** Null where nothing is filled in. */
const blankOr = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((given) => (given === '' || given === undefined ? null : given), schema.nullable())

const bands = z.union([z.array(z.object({ fromWan: z.number(), label: z.string() })), z.string()], '请填写规模段')

/**
 * What differs from place to place and from year to year: data with a version and a day it takes effect, one schema a
 * kind. The kind is stored in `rule_set`.
 */
export const RULES = {
  names: rule({
    label: '名称与提示',
    note: '页面左上角和浏览器标题里的系统名称、工作台上的县（市、区）名称、每一页顶部的提示。',
    system: true,
    schema: z.object({
      productName: z.string('请填写系统名称').trim().min(1, '请填写系统名称').max(30, '系统名称不超过 30 个字'),
      countyName: optionalText('县（市、区）名称', 30),
      notice: optionalText('提示', 200),
    }),
    fields: {
      productName: { label: '系统名称', kind: 'text' },
      countyName: { label: '县（市、区）名称', kind: 'text', hint: '不填则用最上级单位的名称' },
      notice: { label: '提示', kind: 'text', hint: '显示在每一页顶部，如：内部系统，请勿外传；不填则不显示' },
    },
    preset: { productName: PRODUCT_NAME, countyName: null, notice: null },
  }),
  overdue: rule({
    label: '逾期',
    note: '签约后多少天未开工算逾期；三个一批的项目按批次自己的期限。',
    schema: z.object({ days: days('逾期天数'), batchMonths: countInput('批次期限', '个月', { min: 1, max: 60 }) }),
    fields: {
      days: { label: '逾期天数', kind: 'number', unit: '天' },
      batchMonths: { label: '批次期限', kind: 'number', unit: '个月', hint: '举行日期之后的自然月，截到月底' },
    },
    preset: { days: 180, batchMonths: 6 },
  }),
  firstContact: rule({
    label: '首谈保护期',
    note: '先登记线索的单位持有多少天；有实质进展时续期。',
    schema: z.object({ days: days('保护期') }),
    fields: { days: { label: '保护期', kind: 'number', unit: '天' } },
    preset: { days: 90 },
  }),
  plotHold: rule({
    label: '锁定地块',
    note: '过会项目锁定一个地块最长多少天；挂牌后不再到期。',
    schema: z.object({ days: days('锁定天数') }),
    fields: { days: { label: '最长', kind: 'number', unit: '天' } },
    preset: { days: 30 },
  }),
  verification: rule({
    label: '认定',
    note: '登记（导入）阶段的人能不能自己认定。',
    schema: z.object({ ownRecords: z.enum(['others', 'anyone'], '请选择由谁认定') }),
    fields: {
      ownRecords: {
        label: '本人登记的阶段',
        kind: 'choice',
        options: { others: '由本单位其他可认定的人认定（没有其他人时可以自己认定）', anyone: '可以自己认定' },
      },
    },
    preset: { ownRecords: 'others' },
  }),
  plotMatching: rule({
    label: '选址评分',
    note: '为项目匹配地块时各项占多少分，合计 100 分；面积、用途、最低投资强度不合要求的不参加评分。',
    schema: z
      .object({
        area: points('面积'),
        readiness: points('供地条件'),
        stock: points('存量优先'),
        chain: points('产业链'),
        park: points('意向园区'),
        intensity: points('投资强度'),
      })
      .refine((weights) => Object.values(weights).reduce((sum, each) => sum + each, 0) === 100, {
        message: '各项合计应为 100 分',
        path: ['area'],
      }),
    fields: {
      area: { label: '面积', kind: 'number', unit: '分', hint: '与所需面积越近越高；需要分割或合并的少一些' },
      readiness: { label: '供地条件', kind: 'number', unit: '分', hint: '征而未供最高' },
      stock: { label: '存量优先', kind: 'number', unit: '分', hint: '存量指标的地块得分' },
      chain: { label: '产业链', kind: 'number', unit: '分', hint: '园区主导项目所在的产业链' },
      park: { label: '意向园区', kind: 'number', unit: '分' },
      intensity: { label: '投资强度', kind: 'number', unit: '分', hint: '达到园区最低强度的一倍半得满分' },
    },
    preset: { area: 30, readiness: 20, stock: 15, chain: 15, park: 15, intensity: 5 },
  }),
  chainFit: rule({
    label: '产业链契合度',
    note: '项目与产业链契合度的各项分值，合计 100 分，以及分档的分数。',
    schema: z
      .object({
        position: points('园区产业链'),
        gap: points('补链'),
        upstream: points('上游配套'),
        downstream: points('下游配套'),
        high: points('契合'),
        medium: points('部分契合'),
      })
      .superRefine(({ position, gap, upstream, downstream, high, medium }, context) => {
        const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
        if (position + gap + upstream + downstream !== 100) refuse('position', '前四项合计应为 100 分')
        if (medium >= high) refuse('medium', '应低于“契合”的分数')
      }),
    fields: {
      position: {
        label: '园区产业链',
        kind: 'number',
        unit: '分',
        hint: '在所在园区主导的链上得满分，配套的链上得六成',
      },
      gap: { label: '补链', kind: 'number', unit: '分', hint: '节点本地还没有的得满分，已有几家的依次减少' },
      upstream: { label: '上游配套', kind: 'number', unit: '分', hint: '上游节点中本地已有的比例' },
      downstream: { label: '下游配套', kind: 'number', unit: '分', hint: '下游节点中本地已有的比例' },
      high: { label: '契合', kind: 'number', unit: '分', hint: '达到这个分数' },
      medium: { label: '部分契合', kind: 'number', unit: '分', hint: '达到这个分数' },
    },
    preset: { position: 40, gap: 30, upstream: 15, downstream: 15, high: 70, medium: 40 },
  }),
  map: rule({
    label: '地图底图',
    note: '一张图下面的底图；不设置时在空白底上显示，不访问任何外部网址。',
    system: true,
    schema: z
      .object({
        kind: z.enum(['none', 'xyz', 'wmts', 'tianditu'], '请选择底图来源'),
        url: optionalText('瓦片地址', 500),
        key: optionalText('天地图密钥', 100),
      })
      .superRefine(({ kind, url, key }, context) => {
        const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
        if (kind === 'tianditu' && !key) refuse('key', '请填写天地图密钥')
        const fault = kind === 'xyz' || kind === 'wmts' ? (url ? tileFault(url) : '请填写瓦片地址') : null
        if (fault) refuse('url', fault)
      }),
    fields: {
      kind: {
        label: '底图来源',
        kind: 'choice',
        options: { none: '不用底图', xyz: 'XYZ 瓦片', wmts: 'WMTS 瓦片（Web 墨卡托）', tianditu: '天地图' },
      },
      url: {
        label: '瓦片地址',
        kind: 'text',
        hint: '如 http://10.1.2.3/tiles/{z}/{x}/{y}.png；WMTS 可写 {TileMatrix}、{TileCol}、{TileRow}',
      },
      key: { label: '天地图密钥', kind: 'text', hint: '浏览器端密钥，打开地图的人都能看到' },
    },
    preset: { kind: 'none', url: null, key: null },
  }),
  readiness: rule({
    label: '净地和熟地',
    note: '一宗地具备哪些条件才算净地，净地再具备哪些才算熟地；地块页上逐项登记。',
    schema: z.object({ cleared: names('净地条件'), serviced: names('熟地条件') }),
    fields: {
      cleared: { label: '净地条件', kind: 'lines', hint: '每行一项' },
      serviced: { label: '熟地条件', kind: 'lines', hint: '每行一项，在净地之外' },
    },
    preset: {
      cleared: [
        '权属清晰',
        '补偿安置到位',
        '地上物拆迁完成',
        '没有法律经济纠纷',
        '文物勘探完成',
        '压覆矿产查明',
        '区域评估完成',
      ],
      serviced: ['通路', '通给水', '通排水', '通电', '通信', '通燃气', '通热力', '场地平整'],
    },
  }),
  review: rule({
    label: '会审',
    note: '多大的项目由县（市、区）招委会审议，会议到多少人才能作决定，多大的项目签约前要向省报备首谈。',
    schema: z.object({
      countyFromWan: countInput('招委会审议', '万元', { max: 100_000_000 }),
      quorum: z.enum(keysOf(QUORUMS), '请选择法定人数'),
      filingFromWan: countInput('首报首谈', '万元', { min: 1, max: 100_000_000 }),
    }),
    fields: {
      countyFromWan: {
        label: '招委会审议',
        kind: 'number',
        unit: '万元',
        hint: '总投资达到这个数的由招委会审议，以下的也可由园区自己审议',
      },
      quorum: {
        label: '法定人数',
        kind: 'choice',
        options: QUORUMS,
      },
      filingFromWan: {
        label: '首报首谈',
        kind: 'number',
        unit: '万元',
        hint: '总投资达到这个数的，签约前向省报备',
      },
    },
    preset: { countyFromWan: 10_000, quorum: 'twoThirds', filingFromWan: 100_000 },
  }),
  opinionTemplates: rule({
    label: '部门意见模板',
    note: '预审时按哪个模板向哪些部门征求意见，各部门答复什么、几个工作日内答复。',
    schema: z.object({ lines: opinionLines }),
    fields: {
      lines: {
        label: '模板',
        kind: 'lines',
        hint: '每行一个部门：模板 | 部门 | 工作日 | 请部门答复什么；同一模板写多行',
      },
    },
    preset: {
      lines: [
        '一般项目 | 发展和改革局 | 5 | 是否符合产业政策和节能要求，能耗指标能否保障',
        '一般项目 | 自然资源和规划局 | 5 | 用地是否符合国土空间规划，指标和供地条件如何',
        '一般项目 | 生态环境局 | 5 | 是否符合生态环境分区管控，主要污染物排放总量能否落实',
        '一般项目 | 应急管理局 | 5 | 有无安全生产方面的限制，需要哪些前置条件',
        '一般项目 | 税务局 | 3 | 税收测算是否合理，企业纳税信用如何',
        '化工项目 | 发展和改革局 | 7 | 是否符合产业政策和节能要求，是否属于两高项目',
        '化工项目 | 工业和信息化局 | 7 | 是否符合化工园区和产业布局要求',
        '化工项目 | 生态环境局 | 10 | 是否符合规划环评和分区管控，主要污染物排放总量能否落实',
        '化工项目 | 应急管理局 | 10 | 工艺和危险化学品是否在禁限控目录内，安全条件如何',
        '租用厂房 | 生态环境局 | 3 | 入驻厂房是否符合规划环评要求',
        '租用厂房 | 应急管理局 | 3 | 厂房的火灾危险性类别是否适用',
      ],
    },
  }),
  energyReview: rule({
    label: '节能审查和等价值',
    note: '国家规定以外由省、县定的：不满 10,000 吨标准煤的由哪一级审查，“两高”项目最低由哪一级审查，电力的等价系数。',
    schema: z.object({
      electricityPrimary: kilogramsPerKwh,
      cityFromTce: blankOr(countInput('市级审查起点', '吨标准煤', { min: 1, max: 10_000 })),
      twoHighLevel: z.enum(['county', 'city', 'province'], '请选择哪一级'),
    }),
    fields: {
      electricityPrimary: {
        label: '电力等价系数',
        kind: 'number',
        unit: 'kgce/kWh',
        hint: '只用于等价值指标；节能审查按当量值 0.1229',
      },
      cityFromTce: {
        label: '市级审查起点',
        kind: 'number',
        unit: '吨标准煤',
        hint: '这一数量起由市级审查，以下由县级；不填则都由县级',
      },
      twoHighLevel: {
        label: '“两高”项目',
        kind: 'choice',
        options: { county: '县级及以上审查', city: '市级及以上审查', province: '省级审查' },
      },
    },
    preset: { electricityPrimary: 0.31, cityFromTce: null, twoHighLevel: 'city' },
  }),
  sizeBands: rule({
    label: '项目规模段',
    note: '按总投资分段统计；下限属于本段。',
    schema: z.object({ bands: bands.transform(parseSizeBands) }),
    fields: {
      bands: { label: '规模段', kind: 'lines', hint: '每行一段：下限（万元）、空格、名称；最后一段的下限为 0' },
    },
    preset: {
      bands: [
        { fromWan: 10_000, label: '1亿元及以上' },
        { fromWan: 5_000, label: '5000万–1亿元' },
        { fromWan: 3_000, label: '3000–5000万元' },
        { fromWan: 1_000, label: '1000–3000万元' },
        { fromWan: 500, label: '500–1000万元' },
        { fromWan: 0, label: '500万元以下' },
      ],
    },
  }),
}

export type RuleKind = keyof typeof RULES
export type RuleData<Kind extends RuleKind> = z.output<(typeof RULES)[Kind]['schema']>

export type RuleFieldName = { [Kind in RuleKind]: keyof (typeof RULES)[Kind]['fields'] }[RuleKind]

export const RULE_KINDS = keysOf(RULES)

/** What the fields of all rules are called. */
export const RULE_FIELD_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  RULE_KINDS.flatMap((kind) => Object.entries<RuleField>(RULES[kind].fields)).map(([name, { label }]) => [name, label]),
)

export const isRuleKind = (text: string | undefined): text is RuleKind => RULE_KINDS.some((kind) => kind === text)

/** The frame of every new version: since when, on what ground, and which version was looked at. */
export const newVersion = z.object({
  effectiveOn: requiredDay('请填写生效日期', { ahead: true }),
  source: optionalText('依据', 200),
  version: z.coerce.number({ error: '缺少版本号，请重新打开这一页' }).int(),
})

/** One value as a form's box holds it. */
export function ruleText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!Array.isArray(value)) return String(value)
  return (value as (SizeBand | string)[])
    .map((line) => (typeof line === 'string' ? line : `${line.fromWan} ${line.label}`))
    .join('\n')
}

/** One value as it is read. */
export function ruleWords(value: unknown): string {
  if (!Array.isArray(value)) return ruleText(value)
  return (value as (SizeBand | string)[])
    .map((line) => (typeof line === 'string' ? line : `${line.label}（${line.fromWan} 万元起）`))
    .join('\n')
}

interface Version {
  version: number
  effectiveOn: Day
}

/** The version in force on a day: the nearest day of effect before it, else the first after; of one day the last version. */
export function inForce<Each extends Version>(versions: readonly Each[], day: Day): Each | undefined {
  const past = versions.filter(({ effectiveOn }) => effectiveOn <= day)
  const among = past.length > 0 ? past : versions
  const sign = past.length > 0 ? 1 : -1
  return among.reduce<Each | undefined>((best, each) => {
    if (!best) return each
    if (each.effectiveOn === best.effectiveOn) return each.version > best.version ? each : best
    return (each.effectiveOn > best.effectiveOn ? 1 : -1) === sign ? each : best
  }, undefined)
}
