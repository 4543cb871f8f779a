import { industryCode } from '~/parks/domain/industry-code'
import { keysOf } from '~/shared/records'
import {
  code,
  day,
  decimal,
  headers,
  longText,
  name,
  reference,
  requiredReference,
  text,
  tick,
  uscc,
  word,
} from './field-kinds'
import type { FieldRule } from './field-kinds'

const ASSIGNED = '只有登记单位或招商局综合科可以变更'
const assigned = (label: string) => ({ action: 'project.assign' as const, refusal: `${label}${ASSIGNED}` })

/**
 * The fields of a project, each declared once. Input, form, list, record, comparison, log, API, import and export follow
 * from here; by hand is only where a field stands in the form and on the record. See docs/develop.md.
 */
export const PROJECT_FIELDS = {
  name: name('项目名称', {
    max: 200,
    list: 'column',
    sorts: true,
    ledger: headers('项目名称 企业项目名称 项目企业名称 企业名称项目名称 项目名 项目全称 签约项目 招商项目 项目', {
      like: /^(?:签约|备案|招商|引进|供地|开工)?项目名称/,
    }),
  }),
  code: text('项目编号', {
    max: 60,
    short: '编号',
    hint: '本地有统一编号的填写',
    list: 'read',
    ledger: headers('项目编号 项目代码 项目编码 项目赋码 投资项目代码'),
  }),
  investorName: text('投资方', {
    max: 200,
    investor: 'name',
    list: 'column',
    listKey: 'investor',
    ledger: headers(
      '投资方 客商 投资方名称 客商名称 投资主体 投资企业 投资商 投资单位 投资公司 投资人 客商企业 企业名称 公司名称 业主单位 项目单位 项目业主 外来投资方 签约企业 签约方 乙方 建设单位',
      { like: /^(?:投资方|投资企业|客商)/ },
    ),
  }),
  investorUscc: uscc('投资方信用代码', {
    investor: 'uscc',
    hint: '18 位；境外企业没有可不填',
    ledger: headers('统一社会信用代码 信用代码 社会信用代码', { label: '统一社会信用代码' }),
  }),
  origin: text('来源地', {
    max: 60,
    investor: 'origin',
    ledger: headers('来源地 资金来源地 客商来源地 投资方所在地 企业所在地 投资来源地 客商所在地 来源地区 区域来源'),
  }),
  projectCompany: text('落地法人', {
    max: 200,
    ledger: headers('落地法人 项目公司 注册公司 落地公司 落地企业 注册企业名称 新注册公司名称'),
  }),
  projectCompanyUscc: uscc('落地法人信用代码', {}),
  content: longText('建设内容', {
    max: 4000,
    ledger: headers(
      '建设内容 建设内容及规模 建设内容和规模 建设内容与规模 建设规模及内容 建设规模与内容 主要建设内容 项目内容 项目简介 投资内容 建设规模 主营产品 主要产品 项目概况',
    ),
  }),
  unitId: requiredReference('登记单位', {
    to: 'unit',
    as: 'unit',
    blank: '请选择',
    list: 'read',
    listKey: 'holder',
    guard: { action: 'project.handOver', refusal: '变更登记单位请联系招商局综合科' },
  }),
  teamId: reference('专班', { to: 'team', as: 'team', blank: '无', guard: assigned('专班') }),
  introducedById: reference('引荐单位', {
    to: 'unit',
    as: 'introducedBy',
    blank: '未定',
    list: 'read',
    listKey: 'introducedBy',
    guard: assigned('引荐单位'),
    ledger: headers(
      '引荐单位 引进单位 招引单位 招商单位 责任单位 推荐单位 牵头单位 首谈单位 引荐人单位 洽谈单位 签约单位 申报单位 所属单位',
    ),
  }),
  landedAtId: reference('落地单位', {
    to: 'unit',
    as: 'landedAt',
    blank: '未定',
    list: 'read',
    guard: assigned('落地单位'),
  }),
  parkId: reference('园区', {
    to: 'park',
    as: 'park',
    blank: '未定',
    list: 'column',
    listKey: 'park',
    history: true,
    guard: assigned('园区'),
    ledger: headers('拟落户园区 落户园区 所在园区 园区 落地园区 入驻园区 园区名称 所属园区', { label: '拟落户园区' }),
  }),
  industry: word('产业', {
    max: 60,
    list: 'read',
    history: true,
    ledger: headers('产业 产业类别 所属产业 行业 行业类别 所属行业 产业类型 产业分类'),
  }),
  industryCode: code('行业代码', (text) => industryCode(text) !== null, '行业代码按 GB/T 4754 填写，如 3670、C3670', {
    max: 10,
    hint: 'GB/T 4754-2017，如 3670',
    ledger: headers('行业代码 国民经济行业代码 国民经济行业 国民经济行业分类 国民经济行业类别 行业分类代码 行业小类'),
  }),
  chain: word('产业链', {
    max: 60,
    list: 'read',
    ledger: headers('产业链 所属产业链 产业链条 产业链名称 所在产业链'),
  }),
  channel: word('来源渠道', {
    max: 60,
    list: 'read',
    // The handbook's ways to find an investor.
    offered: ['委托招商', '以商招商', '展会', '驻点', '云招商', '领导带队', '企业自荐'],
    ledger: headers('来源 招商方式 信息来源 招商渠道 线索来源 引进方式'),
  }),
  sponsor: text('包保领导', {
    max: 60,
    list: 'read',
    history: true,
    ledger: headers(
      '包保领导 包抓领导 联系领导 挂钩领导 帮扶领导 挂点领导 市领导 县领导 分管领导 牵头领导 包联领导 责任领导 联系县领导 联系市领导',
    ),
  }),
  chainLeader: text('链长', { max: 60, ledger: headers('链长 产业链链长') }),
  investmentWan: decimal('总投资', {
    unit: '万元',
    max: 999_999_999_999,
    list: 'column',
    listKey: 'investment',
    sorts: true,
    history: true,
    ledger: headers(
      '总投资 计划总投资 计划投资 投资总额 总投资额 项目总投资 协议投资 协议总投资 协议投资额 合同投资额 合同投资 计划投资额 计划总投资额 拟投资 拟投资额 投资额 投资规模 签约金额 合同金额 投资金额 签约额',
      {
        like: /^(?!.*(?:完成|到位|累计|年度|当年|引进|外资|固定)).*(?:总投资|计划投资|协议投资|投资总额)/,
        not: /年(?:度|内)?计划|完成|到位|累计|年度|当年|本年|强度|亩均|每亩|设备|厂房|土建|建安|土地|流动|基础设施|研发|[一二三四]期/,
        hint: '如 38200、3.82亿元；不写单位时按表头',
      },
    ),
  }),
  landMu: decimal('用地面积', {
    unit: '亩',
    max: 9_999_999_999,
    short: '用地',
    list: 'column',
    listKey: 'land',
    sorts: true,
    history: true,
    ledger: headers(
      '面积 用地面积 占地面积 土地面积 供地面积 拟用地面积 用地规模 占地 用地 需地面积 需用地 拟供地面积 用地需求 占地规模 亩数',
      {
        like: /(?:用地|占地|土地).*面积/,
        not: /建筑|厂房|车间|绿化|租赁|租用|库房|办公/,
        hint: '如 205.4；可写公顷、㎡',
      },
    ),
  }),
  annualTaxWan: decimal('预计年税收', {
    unit: '万元',
    max: 999_999_999_999,
    hint: '达产后每年',
    list: 'read',
    listKey: 'tax',
    sorts: true,
    history: true,
    ledger: headers(
      '预计年税收 年税收 预计税收 预计年纳税 年纳税额 年纳税 预计年税收额 达产后年税收 达产年税收 预期年税收 年税收额',
      { like: /^(?!.*(?:亩均|每亩|上年|去年|实际|累计|完成|已)).*(?:年税收|年纳税|预计税收)/ },
    ),
  }),
  waterM3PerDay: decimal('用水量', {
    unit: 'm³/日',
    max: 9_999_999_999,
    list: 'read',
    listKey: 'water',
    sorts: true,
    ledger: headers('用水量 日用水量 日均用水量 用水需求 用水规模', { like: /用水(?:量|需求)/ }),
  }),
  floorM2: decimal('厂房面积', {
    unit: '㎡',
    max: 9_999_999_999,
    hint: '租用厂房的填写',
    list: 'read',
    listKey: 'floor',
    sorts: true,
  }),
  rents: tick('租赁厂房', { says: '租赁厂房（不经过供地）', list: 'read' }),
  ownLand: tick('自有用地', { says: '自有用地：技改、零增地（不经过供地）' }),
  confidential: tick('保密', {
    says: '保密：签约后也只对本单位、专班、落地单位、招商局和领导可见',
    list: 'read',
    guard: { action: 'project.conceal', refusal: `保密${ASSIGNED}` },
  }),
  blockingIssue: longText('存在问题', {
    max: 2000,
    list: 'read',
    listKey: 'issue',
    ledger: headers(
      '存在问题 存在的问题 主要问题 问题 困难问题 需协调解决的问题 需协调问题 存在困难 困难和问题 存在的困难和问题',
      { like: /存在.*(?:问题|困难)|需.*(?:协调|解决).*问题/ },
    ),
  }),
  nextStep: longText('下一步工作', {
    max: 2000,
    list: 'read',
    listKey: 'next',
    ledger: headers('下一步工作 下步工作 下一步打算 下步措施 下一步计划 下一步措施 工作建议 下一步工作计划', {
      like: /^下一?步/,
    }),
  }),
  nextStepOn: day('下一步时限', { ahead: true, list: 'read', sorts: true }),
  remark: longText('备注', { max: 4000, ledger: headers('备注 说明 其他 附注', { max: 3000 }) }),
} satisfies Record<string, FieldRule>

export type Fields = typeof PROJECT_FIELDS

export type FieldName = keyof Fields

/** Names of the fields that have this use, or are of this kind. */
export type FieldWith<Use> = { [Name in FieldName]: Fields[Name] extends Use ? Name : never }[FieldName]

export const FIELD_NAMES = keysOf(PROJECT_FIELDS)

export type DecimalField = FieldWith<{ kind: 'decimal' }>

/** Fields that stand in each row of the list, in columns of the project itself. */
export type ListedField = FieldWith<{ list: string }> & OwnField

/** Fields of free words, of which those in use are offered. */
export type WordField = FieldWith<{ kind: 'word' }>

/** A field by its name, whatever its kind. */
export const fieldOf = (name: FieldName): FieldRule => PROJECT_FIELDS[name]

export const isFieldName = (text: string): text is FieldName => Object.hasOwn(PROJECT_FIELDS, text)

/** Fields that satisfy a condition, in their order. */
export const fieldsWhere = <Name extends FieldName>(holds: (field: FieldRule) => boolean): Name[] =>
  FIELD_NAMES.filter((name) => holds(fieldOf(name))) as Name[]

/** What a field is called in a column head or on the record. */
export const shortLabel = (name: FieldName): string => fieldOf(name).short ?? fieldOf(name).label

/** Builds one value a field, by name. */
export function eachField<Values extends Record<FieldName, unknown>>(
  value: (name: FieldName, field: FieldRule) => unknown,
): Values {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, value(name, fieldOf(name))])) as Values
}

/** What each field is called where its unit stands in no box beside it: 总投资（万元）. */
export const LABELS_WITH_UNITS = eachField<Record<FieldName, string>>((_, field) =>
  field.kind === 'decimal' ? `${field.label}（${field.unit}）` : field.label,
)

/** Fields kept in columns of the project itself, not with its investor. */
export type OwnField = Exclude<FieldName, FieldWith<{ investor: string }>>

export const OWN_FIELDS = fieldsWhere<OwnField>(({ investor }) => !investor)

export const LISTED_FIELDS = fieldsWhere<ListedField>(({ list, investor }) => list !== undefined && !investor)

/** How each field is read from what a form or the API gives. */
export const projectInputShape = eachField<{ [Name in FieldName]: Fields[Name]['input'] }>((_, { input }) => input)
