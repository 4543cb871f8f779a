import { keysOf, recordOf, wordFor } from '~/shared/records'
import type { BookNotes, BookRow, BookRows, Workbook } from '~/shared/workbook'
import { BETTER_NAMES, DIRECTION_NAMES, EITHER, KIND_NAMES, quantities, SCORING_NAMES, YES_OR_NO } from './describe'
import { draftFrom, type LimitDraft, type RuleSetDraft } from './draft'
import { SCOPE_NAMES, VERDICT_NAMES } from './rule-set'

/**
 * The workbook in which a rule set is written down and read again. What belongs to a rule in rows of its own (bands, choices,
 * limits by industry) names the rule by its id.
 */
export const RULE_BOOK = {
  basics: { sheet: '基本', columns: { item: '项目', value: '内容' } },
  sources: { sheet: '依据', columns: { title: '文件名称', number: '文号', toBeVerified: '待核' } },
  criteria: {
    sheet: '规则',
    columns: {
      id: '标识',
      label: '名称',
      kind: '类别',
      source: '依据（第几个）',
      measure: '指标',
      direction: '要求方向',
      limit: '要求',
      limitOtherwise: '要求（其他行业）',
      weight: '权重',
      scoring: '给分方式',
      better: '高低',
      base: '基准值',
      points: '满分',
      per: '每差',
      change: '减（分）',
      floor: '最低分',
      cap: '最高分',
      atZero: '除数为零得',
      bar: '达标线',
      barOtherwise: '达标线（其他行业）',
      note: '备注',
    },
  },
  bands: { sheet: '分档', columns: { rule: '规则标识', from: '从（含）', below: '到（不含）', points: '得分' } },
  choices: { sheet: '类别得分', columns: { rule: '规则标识', value: '类别标识', label: '类别名称', points: '得分' } },
  limits: {
    sheet: '分行业',
    columns: { rule: '规则标识', of: '要求或达标线', label: '行业', codes: '行业代码', value: '数值' },
  },
  decision: {
    sheet: '判定表',
    columns: {
      vetoed: '有否决项',
      thresholdsMet: '门槛达标',
      from: '得分从（含）',
      below: '得分到（不含）',
      verdict: '结论',
      class: '预期等级',
    },
  },
  measures: {
    sheet: '自定指标',
    columns: {
      id: '标识',
      label: '名称',
      unit: '单位',
      numerator: '分子',
      denominator: '分母',
      factor: '系数',
      better: '高低',
    },
  },
  negotiable: { sheet: '可商议', columns: { field: '填报项', step: '步长', min: '最少', max: '最多' } },
} as const satisfies Workbook

const BASICS = {
  name: '名称',
  note: '说明',
  scope: '范围',
  effectiveFrom: '施行日期',
  industries: '只用于行业',
  landUses: '只用于用地',
  parkId: '只用于园区',
} as const

const BY_INDUSTRY = '分行业'
const LIMITS_OF = { limit: '要求', bar: '达标线' } as const
const NUMBERS = ['base', 'points', 'per', 'change', 'floor', 'cap', 'atZero'] as const

/** What the sheets say besides their rows. */
export const RULE_BOOK_NOTES: BookNotes = [
  ['基本', '左列的项目不要改名；范围填国家、省、县（市、区）或园区；行业、用地写代码，几个时用空格分开。'],
  ['规则', '一行一条。类别填否决项、门槛、评分项或参考项；指标写“名称（标识）”，见本表下方。'],
  ['规则', '要求、达标线写数字；各行业不同的写“分行业”，再在“分行业”表里逐行写，“不限”表示对这个行业不作要求。'],
  ['分档', '按规则标识写评分项的各档：从多少（含）到多少（不含）得几分，空着是不限。'],
  ['类别得分', '不按数字、按类别评判的评分项，每类得几分。'],
  ['判定表', '每种情况要有且只有一行；有否决项、门槛达标填是、否或不论。'],
  ['导入时', '整个规则集以文件为准，存为草稿，由系统查出空档、重叠和矛盾；确认后再发布。'],
  ...quantities().map(({ value, label, unit, group }) => [group, `${label}（${value}）${unit}`] as const),
]

type ScoringType = keyof typeof SCORING_NAMES

type Parks = readonly { id: string; name: string }[]

/** A draft as rows of the workbook: what judges, without what another kind of limit or points left behind. */
export function bookOfRules(draft: RuleSetDraft, parks: Parks): BookRows<typeof RULE_BOOK> {
  const measureWords = quantityNames(draft)
  const park = parks.find(({ id }) => id === draft.parkId)?.name ?? draft.parkId
  const basics = { ...draft, scope: wordFor(SCOPE_NAMES, draft.scope), parkId: park }
  const limitRows = draft.criteria.flatMap(({ id, ...criterion }) =>
    keysOf(LIMITS_OF).flatMap((of) =>
      criterion[of].type === 'byIndustry'
        ? criterion[of].byIndustry.map((row) => ({ rule: id, of: LIMITS_OF[of], ...row }))
        : [],
    ),
  )
  const scored = (type: ScoringType) => draft.criteria.filter(({ scoring }) => (scoring.type || 'steps') === type)
  return {
    basics: rows(keysOf(BASICS).map((key) => ({ item: BASICS[key], value: basics[key] }))),
    sources: rows(
      draft.sources.map((source) => ({ ...source, toBeVerified: source.toBeVerified === 'true' ? '是' : '' })),
    ),
    criteria: rows(
      draft.criteria.map(({ limit, bar, scoring, measure, source, ...criterion }) => ({
        ...criterion,
        kind: wordFor(KIND_NAMES, criterion.kind),
        source: source === '' ? '' : String(Number(source) + 1),
        measure: measureWords(measure),
        direction: wordFor(DIRECTION_NAMES, criterion.direction),
        limit: limitCell(limit),
        limitOtherwise: limit.otherwise,
        scoring: wordFor(SCORING_NAMES, scoring.type),
        better: wordFor(BETTER_NAMES, criterion.better),
        ...recordOf(NUMBERS, (name) => scoring[name]),
        bar: limitCell(bar),
        barOtherwise: bar.otherwise,
      })),
    ),
    bands: rows(scored('steps').flatMap(({ id, scoring }) => scoring.bands.map((band) => ({ rule: id, ...band })))),
    choices: rows(
      scored('categories').flatMap(({ id, scoring }) => scoring.choices.map((choice) => ({ rule: id, ...choice }))),
    ),
    limits: rows(limitRows),
    decision: rows(
      draft.decision.map((row) => ({
        ...row,
        vetoed: answerWord(row.vetoed),
        thresholdsMet: answerWord(row.thresholdsMet),
        verdict: wordFor(VERDICT_NAMES, row.verdict),
      })),
    ),
    measures: rows(
      draft.measures.map((row) => ({
        ...row,
        numerator: measureWords(row.numerator),
        denominator: measureWords(row.denominator),
        better: wordFor(BETTER_NAMES, row.better),
      })),
    ),
    negotiable: rows(draft.negotiable.map((row) => ({ ...row, field: measureWords(row.field) }))),
  }
}

/** A draft from rows of the workbook; `notes`: what could not be told from them. What is wrong with the draft says `readDraft`. */
export function rulesFromBook(
  book: BookRows<typeof RULE_BOOK>,
  parks: Parks,
): { draft: RuleSetDraft; notes: string[] } {
  const notes = rowsNotTaken(book)
  const told = new Map(book.basics.map(({ values }) => [values.item, values.value]))
  const basics = recordOf(keysOf(BASICS), (key) => told.get(BASICS[key]) ?? '')
  const park = parks.find(({ id, name }) => [id, name].includes(basics.parkId))
  if (basics.parkId !== '' && !park) notes.push(`没有叫“${basics.parkId}”的园区，只用于园区没有填`)
  const measures = book.measures.map(({ values }) => values)
  const quantity = quantityReader(measures)
  const of = <Key extends string>(list: readonly BookRow<Key | 'rule'>[], id: string | undefined) =>
    list.filter(({ values }) => values.rule === id).map(({ values }) => values)
  const limitOf = (id: string | undefined, which: keyof typeof LIMITS_OF, cell = '', otherwise = ''): LimitDraft => {
    const byIndustry = of(book.limits, id)
      .filter((row) => limitNamed(row.of) === which)
      .map(({ label = '', codes = '', value = '' }) => ({ label, codes, value }))
    const differs = cell === BY_INDUSTRY || (cell === '' && byIndustry.length > 0)
    const type = differs ? 'byIndustry' : cell === '' ? '' : 'same'
    return { type, value: type === 'same' ? cell : '', byIndustry: differs ? byIndustry : [], otherwise }
  }
  const draft = draftFrom({
    ...basics,
    scope: coded(SCOPE_NAMES, basics.scope),
    parkId: park?.id ?? '',
    sources: book.sources.map(({ values }) => ({
      ...values,
      toBeVerified: ['', '否'].includes(values.toBeVerified ?? '') ? '' : 'true',
    })),
    measures: measures.map((row) => ({
      ...row,
      numerator: quantity(row.numerator),
      denominator: quantity(row.denominator),
      better: coded(BETTER_NAMES, row.better),
    })),
    criteria: book.criteria.map(({ values: { limit, limitOtherwise, bar, barOtherwise, scoring, ...row } }) => ({
      ...row,
      kind: coded(KIND_NAMES, row.kind),
      source: sourcePlace(row.source),
      measure: quantity(row.measure),
      direction: coded(DIRECTION_NAMES, row.direction),
      better: coded(BETTER_NAMES, row.better),
      limit: limitOf(row.id, 'limit', limit, limitOtherwise),
      bar: limitOf(row.id, 'bar', bar, barOtherwise),
      scoring: {
        type: coded(SCORING_NAMES, scoring),
        ...recordOf(NUMBERS, (name) => row[name] ?? ''),
        bands: of(book.bands, row.id),
        choices: of(book.choices, row.id),
      },
    })),
    decision: book.decision.map(({ values }) => ({
      ...values,
      vetoed: answerCode(values.vetoed),
      thresholdsMet: answerCode(values.thresholdsMet),
      verdict: coded(VERDICT_NAMES, values.verdict),
      class: values.class?.replace(/\s*类$/, ''),
    })),
    negotiable: book.negotiable.map(({ values }) => ({ ...values, field: quantity(values.field) })),
  })
  return { draft, notes }
}

/** Which of the two a row of limits is for; one that does not say is for the limit. */
const limitNamed = (text: string = LIMITS_OF.limit) => keysOf(LIMITS_OF).find((one) => LIMITS_OF[one] === text)

type Said = Partial<Record<string, string>>

/** Rows that nothing takes: of a rule that is not there, or that is not judged so. */
function rowsNotTaken({ basics, criteria, bands, choices, limits }: BookRows<typeof RULE_BOOK>): string[] {
  const rules = new Map<string | undefined, Said>(criteria.map(({ values }) => [values.id, values]))
  const lost = (
    { sheet }: Workbook[string],
    list: readonly BookRow[],
    why: (rule: Said, row: Said) => string | null,
  ): string[] =>
    list.flatMap(({ row, values }) => {
      const rule = rules.get(values.rule)
      const reason = rule ? why(rule, values) : `的规则标识“${values.rule ?? ''}”不在“规则”表里`
      return reason === null ? [] : [`“${sheet}”第 ${row} 行${reason}，没有读`]
    })
  const scoredBy = (type: ScoringType) => (rule: Said) =>
    (coded(SCORING_NAMES, rule.scoring) || 'steps') === type ? null : `所属规则的给分方式不是“${SCORING_NAMES[type]}”`
  const items = new Set<string>(Object.values(BASICS))
  return [
    ...basics.flatMap(({ row, values: { item = '' } }) =>
      items.has(item) ? [] : [`“${RULE_BOOK.basics.sheet}”第 ${row} 行的“${item}”不认识，没有读`],
    ),
    ...lost(RULE_BOOK.bands, bands, scoredBy('steps')),
    ...lost(RULE_BOOK.choices, choices, scoredBy('categories')),
    ...lost(RULE_BOOK.limits, limits, (rule, { of }) => {
      const which = limitNamed(of)
      if (!which) return `的“${of}”应为要求或达标线`
      return ['', BY_INDUSTRY].includes(rule[which] ?? '') ? null : `所属规则已写了一个数，要分行业就写“${BY_INDUSTRY}”`
    }),
  ]
}

/** Rows with what is blank left out; they stand below the head. */
const rows = <Key extends string>(list: readonly Readonly<Record<Key, unknown>>[]): BookRow<Key>[] =>
  list.map((row, at) => {
    const said = keysOf(row).flatMap((key) =>
      typeof row[key] === 'string' && row[key] !== '' ? [[key, row[key]]] : [],
    )
    return { row: at + 2, values: Object.fromEntries(said) as BookRow<Key>['values'] }
  })

/** The code of a word, or of itself; what is neither stays as it is, for the judgement to name. */
function coded(words: Readonly<Record<string, string>>, text = ''): string {
  return keysOf(words).find((code) => words[code] === text || code === text) ?? text
}

const answerWord = (answer: string): string => (answer === '' ? EITHER : wordFor(YES_OR_NO, answer))
const answerCode = (text = ''): string => (text === EITHER ? '' : coded(YES_OR_NO, text))

const limitCell = ({ type, value }: LimitDraft): string => (type === 'byIndustry' ? BY_INDUSTRY : value)

/** The first of the sources is the first in the sheet, too. */
const sourcePlace = (text = ''): string => (/^[1-9]\d*$/.test(text) ? String(Number(text) - 1) : text)

/** What may be bargained over beside the fields: every carrier in proportion. */
const ENERGY = { value: 'energy', label: '能源消费', unit: '' }

const NAMED = /^.*[（(]([A-Za-z][A-Za-z0-9-]*)[）)]$/

const quantityNames = ({ measures }: RuleSetDraft) => {
  const labels = new Map([...quantities(measures), ENERGY].map(({ value, label }) => [value, label]))
  return (id: string): string => (labels.has(id) ? `${labels.get(id)}（${id}）` : id)
}

/** 名称（标识）, an id, or a name that only one has. */
function quantityReader(own: readonly { id?: string; label?: string; unit?: string }[]) {
  const known = [
    ...own.map(({ id = '', label = '', unit = '' }) => ({ value: id, label, unit })),
    ...quantities(),
    ENERGY,
  ]
  return (text = ''): string => {
    const id = NAMED.exec(text)?.[1] ?? text
    if (known.some(({ value }) => value === id)) return id
    const called = new Set(
      known.flatMap(({ value, label, unit }) => ([label, `${label}（${unit}）`].includes(text) ? [value] : [])),
    )
    return called.size === 1 ? [...called].join('') : text
  }
}
