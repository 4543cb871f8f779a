import { z } from 'zod'
import { blankIsAbsent, decimalInput, requiredDay, listInput } from '~/shared/field-inputs'
import { keysOf } from '~/shared/records'
import { fieldOf, fieldsWhere, PROJECT_FIELDS, type DecimalField, type FieldName, type FieldWith } from './fields'
import { PATH } from './stages'

/** How a filter compares a field with what is asked for. */
export interface Comparison {
  field: FieldName
  operator: '=' | '>=' | '<'
}

/** One filter of the project list: what it is called, and what may be asked. */
export interface Filter {
  label: string
  /** what its chip calls it, where that is not the label */
  chip?: string
  schema: z.ZodType
  /** it compares a field: condition, control and chip follow from the field's kind */
  compares?: Comparison
  /** asked by a tick */
  flag?: true
  /** several values may be asked for */
  many?: true
  /** leaves most rows standing */
  wide?: true
}

type Chip = { chip?: string }

const hasWord = (field: FieldWith<{ kind: 'word' | 'text' }>, uses: Chip = {}) => ({
  label: fieldOf(field).label,
  schema: blankIsAbsent(z.string().max(60)),
  compares: { field, operator: '=' as const },
  ...uses,
})

const refersTo = (field: FieldWith<{ kind: 'reference' }>) => ({
  label: fieldOf(field).label,
  schema: blankIsAbsent(z.uuid()),
  compares: { field, operator: '=' as const },
})

/** An amount that is asked for, in the field's unit. */
const amount = (name: DecimalField) => {
  const { label, unit, max } = PROJECT_FIELDS[name]
  return blankIsAbsent(
    decimalInput(label, unit, max).transform((value) => (value === null ? undefined : Number(value))),
  )
}

const atLeast = (field: DecimalField, uses: Chip = {}) => ({
  label: `${fieldOf(field).label}不低于`,
  schema: amount(field),
  compares: { field, operator: '>=' as const },
  ...uses,
})

const below = (field: DecimalField, uses: Chip = {}) => ({
  label: `${fieldOf(field).label}低于`,
  schema: amount(field),
  compares: { field, operator: '<' as const },
  ...uses,
})

const flag = (label: string) => ({ label, schema: blankIsAbsent(z.enum(['1'])), flag: true as const })
const id = () => blankIsAbsent(z.uuid())
/** The first or last day that is asked for: of a month, its first or last. */
const day = (wanted: 'first' | 'last', asked: { ahead?: true } = {}) =>
  blankIsAbsent(requiredDay(undefined, { wanted, ...asked }))

/**
 * The filters of the project list, each declared once, by their names in the address of the page and in the API. Those
 * that compare a field need no more than this; of the others, the database's condition stands in server/filter-sql.ts
 * and control and chip in ui/list/filters.tsx. Days are inclusive.
 */
export const PROJECT_FILTERS = {
  q: {
    label: '项目、企业、单位、联系人',
    chip: '搜索',
    schema: blankIsAbsent(z.string().trim().max(100, '搜索词不超过 100 个字')),
  },
  stage: { label: '阶段', schema: listInput(z.enum(PATH)), many: true },
  status: { label: '状态', schema: blankIsAbsent(z.enum(['active', 'suspended', 'ended'])), wide: true },
  /** holder, introducing or landing unit */
  unit: { label: '单位', schema: id() },
  park: refersTo('parkId'),
  investor: { label: '投资方', schema: id() },
  industry: hasWord('industry'),
  chain: hasWord('chain'),
  /** 三个一批 */
  batch: { label: '批次', schema: id() },
  /** 签约大会, 展会 */
  event: { label: '活动', schema: id() },
  /** stands on a node of a chain, and is not over */
  chainNode: { label: '产业链节点', schema: id() },
  channel: hasWord('channel', { chip: '来源' }),
  sponsor: hasWord('sponsor'),
  /** first possible signing day within these days */
  signedFrom: { label: '签约日期自', chip: '签约自', schema: day('first') },
  signedTo: { label: '签约日期至', chip: '签约至', schema: day('last') },
  minWan: atLeast('investmentWan', { chip: '投资不低于' }),
  maxWan: below('investmentWan', { chip: '投资低于' }),
  minWater: atLeast('waterM3PerDay'),
  maxWater: below('waterM3PerDay'),
  /** 下一步时限 on or before this day, of projects that go on */
  nextStepBy: { label: '下一步时限至', schema: day('last', { ahead: true }) },
  /** signed and not started */
  notStarted: flag('签约未开工'),
  /** a stage stands by 容缺, and what it passed over has not come yet; of projects that are not over */
  openWaiver: flag('容缺未补'),
  /** a stage has its proof and waits for 认定; for whoever verifies, without those that are left to others */
  toVerify: flag('待认定'),
  /** those that the actor may act on: of the own unit or team, all for the bureau */
  inCharge: flag('由我经办'),
  /** taken out of all other lists as registered by mistake */
  voided: flag('已作废'),
  /** of the actor's own unit */
  mine: flag('本单位登记'),
} satisfies Record<string, Filter>

type Filters = typeof PROJECT_FILTERS

export type FilterName = keyof Filters

/** Filters that do not follow from a field. */
export type OwnFilter = { [Name in FilterName]: Filters[Name] extends { compares: object } ? never : Name }[FilterName]

export const FILTER_NAMES = keysOf(PROJECT_FILTERS)

/** A filter by its name, whatever it asks. */
export const filterOf = (name: FilterName): Filter => PROJECT_FILTERS[name]

export const isFilterName = (text: string): text is FilterName => Object.hasOwn(PROJECT_FILTERS, text)

const schemas = Object.fromEntries(FILTER_NAMES.map((name) => [name, filterOf(name).schema]))

/** Filters of the project list, as the page's address and the API give them. */
export const projectFilter = z.object(schemas as { [Name in FilterName]: Filters[Name]['schema'] })

export type ProjectFilter = z.output<typeof projectFilter>

/** What else than a field the list is sorted by. */
export const STANDING_SORTS = ['updatedAt', 'stage', 'signedFrom', 'startedFrom'] as const

type SortedField = FieldWith<{ sorts: true }>

export type SortKey = (typeof STANDING_SORTS)[number] | SortedField

/** `-` before it: descending. */
export type Sort = SortKey | `-${SortKey}`

export const SORTED_FIELDS = fieldsWhere<SortedField>(({ sorts }) => sorts === true)

export const SORTS: readonly Sort[] = [...STANDING_SORTS, ...SORTED_FIELDS].flatMap((key): Sort[] => [key, `-${key}`])

export const projectSort = blankIsAbsent(z.enum(SORTS)).transform((sort): Sort => sort ?? '-updatedAt')
