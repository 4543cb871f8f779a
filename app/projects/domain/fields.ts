import { code, day, decimal, longText, name, reference, requiredReference, text, tick, uscc, word } from './field-kinds'
import type { Field } from './field-kinds'

const ASSIGNED = '只有登记单位或招商局综合科可以变更'
const assigned = (label: string) => ({ action: 'project.assign' as const, refusal: `${label}${ASSIGNED}` })

/**
 * The fields of a project, each declared once. Input, form, list, record, comparison, log, API, import and export follow
 * from here; by hand is only where a field stands in the form and on the record. See docs/develop.md.
 */
export const PROJECT_FIELDS = {
  name: name('项目名称', { max: 200, list: 'column', sorts: true }),
  code: text('项目编号', { max: 60, short: '编号', hint: '本地有统一编号的填写', list: 'optional' }),
  investorName: text('投资方', { max: 200, investor: 'name', list: 'column', listKey: 'investor' }),
  investorUscc: uscc('投资方信用代码', { investor: 'uscc', hint: '18 位；境外企业没有可不填' }),
  origin: text('来源地', { max: 60, investor: 'origin' }),
  projectCompany: text('落地法人', { max: 200 }),
  projectCompanyUscc: uscc('落地法人信用代码', {}),
  content: longText('建设内容', { max: 4000 }),
  unitId: requiredReference('登记单位', {
    to: 'unit',
    as: 'unit',
    blank: '请选择',
    list: 'optional',
    listKey: 'holder',
    guard: { action: 'project.handOver', refusal: '变更登记单位请联系招商局综合科' },
  }),
  teamId: reference('专班', { to: 'team', as: 'team', blank: '无', guard: assigned('专班') }),
  introducedById: reference('引荐单位', {
    to: 'unit',
    as: 'introducedBy',
    blank: '未定',
    list: 'optional',
    listKey: 'introducedBy',
    guard: assigned('引荐单位'),
  }),
  landedAtId: reference('落地单位', {
    to: 'unit',
    as: 'landedAt',
    blank: '未定',
    list: 'unseen',
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
  }),
  industry: word('产业', { max: 60, list: 'optional', history: true }),
  industryCode: code('行业代码', /^[A-T]?\d{0,4}$/, '行业代码按 GB/T 4754 填写，如 3670', {
    max: 10,
    hint: 'GB/T 4754-2017，如 3670',
  }),
  chain: word('产业链', { max: 60, list: 'optional' }),
  channel: word('来源渠道', {
    max: 60,
    list: 'optional',
    // The handbook's ways to find an investor.
    offered: ['委托招商', '以商招商', '展会', '驻点', '云招商', '领导带队', '企业自荐'],
  }),
  sponsor: text('包保领导', { max: 60, list: 'optional', history: true }),
  chainLeader: text('链长', { max: 60 }),
  investmentWan: decimal('总投资', {
    unit: '万元',
    max: 999_999_999_999,
    list: 'column',
    listKey: 'investment',
    sorts: true,
    history: true,
  }),
  landMu: decimal('用地面积', {
    unit: '亩',
    max: 9_999_999_999,
    short: '用地',
    list: 'column',
    listKey: 'land',
    sorts: true,
    history: true,
  }),
  annualTaxWan: decimal('预计年税收', {
    unit: '万元',
    max: 999_999_999_999,
    hint: '达产后每年',
    list: 'optional',
    listKey: 'tax',
    sorts: true,
  }),
  waterM3PerDay: decimal('用水量', {
    unit: 'm³/日',
    max: 9_999_999_999,
    list: 'optional',
    listKey: 'water',
    sorts: true,
    ledger: { names: ['用水量', '日用水量', '日均用水量', '用水需求', '用水规模'], like: /用水(?:量|需求)/ },
  }),
  rents: tick('租赁厂房', { says: '租赁厂房（不经过供地）', list: 'unseen' }),
  ownLand: tick('自有用地', { says: '自有用地：技改、零增地（不经过供地）' }),
  confidential: tick('保密', {
    says: '保密：签约后也只对本单位、专班、落地单位、招商局和领导可见',
    list: 'unseen',
    guard: { action: 'project.conceal', refusal: `保密${ASSIGNED}` },
  }),
  blockingIssue: longText('存在问题', { max: 2000, list: 'optional', listKey: 'issue' }),
  nextStep: longText('下一步工作', { max: 2000, list: 'optional', listKey: 'next' }),
  nextStepOn: day('下一步时限', {}),
  remark: longText('备注', { max: 4000 }),
} satisfies Record<string, Field>

export type Fields = typeof PROJECT_FIELDS

export type FieldName = keyof Fields

/** Names of the fields that have this use, or are of this kind. */
export type FieldWith<Use> = { [Name in FieldName]: Fields[Name] extends Use ? Name : never }[FieldName]

export const FIELD_NAMES = Object.keys(PROJECT_FIELDS) as FieldName[]

export type DecimalField = FieldWith<{ kind: 'decimal' }>

/** Fields that stand in each row of the list, in columns of the project itself. */
export type ListedField = FieldWith<{ list: string }> & OwnField

/** Fields of free words, of which those in use are offered. */
export type WordField = FieldWith<{ kind: 'word' }>

/** A field by its name, whatever its kind. */
export const fieldOf = (name: FieldName): Field => PROJECT_FIELDS[name]

export const isFieldName = (text: string): text is FieldName => Object.hasOwn(PROJECT_FIELDS, text)

/** Fields that satisfy a condition, in their order. */
export const fieldsWhere = <Name extends FieldName>(holds: (field: Field) => boolean): Name[] =>
  FIELD_NAMES.filter((name) => holds(fieldOf(name))) as Name[]

/** What a field is called in a column head or on the record. */
export const shortLabel = (name: FieldName): string => fieldOf(name).short ?? fieldOf(name).label

/** Builds one value a field, by name. */
export function eachField<Values extends Record<FieldName, unknown>>(
  value: (name: FieldName, field: Field) => unknown,
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
