import { LAND_USE_NAMES, landUseCode, landUseName } from '~/land/domain/land-uses'
import { isRecord, keysOf } from '~/shared/records'
import { byPath, withValueAt, type Values } from '~/shared/versions'
import type { BookNotes, BookRows, Workbook } from '~/shared/workbook'
import { ENERGY_CARRIERS } from './energy/carriers'
import { ENERGY_LIMITS } from './energy/limits'
import { PROPOSAL_FIELDS } from './fields'
import { FORM_CARRIERS, FORM_UNITS, LIMIT_ROWS, UNIT_NAMES } from './form'
import type { RuleSet } from './rules/rule-set'
import { DOSSIER_LABELS, DUE_DILIGENCE, fieldLabel } from './screening'

/** The workbook of a proposal that a clerk sends to the investor and reads back: one row a question. */
export const PROPOSAL_BOOK = {
  proposal: { sheet: '方案', columns: { item: '项目', value: '填写', unit: '单位', hint: '怎样填' } },
  products: { sheet: '单位产品能耗', columns: { limit: '产品和指标', actual: '单耗' } },
  findings: { sheet: '尽职调查', columns: { item: '项目', value: '内容', source: '出处', on: '查询日期' } },
} as const satisfies Workbook

export const PROPOSAL_BOOK_NOTES: BookNotes = [
  ['方案', '只填“填写”一列，左列的项目不要改名；数字可带单位（1.2 亿、2 公顷），不知道的空着，不作零。'],
  ['单位产品能耗', '有国家限额的产品才填，产品和指标从下面照抄。'],
  ['尽职调查', '每项写明出处和查询日期。'],
  ['导入时', '填了的替换系统里的，空着的不改动；先看一遍，保存后才判定。'],
  ...ENERGY_LIMITS.map(
    ({ product, indicator, unit }) => ['限额产品', limitName({ product, indicator, unit })] as const,
  ),
]

/** A question, and where its box is. */
interface Question {
  item: string
  path: string
  unit?: string
  hint?: string
  /** answers as they stand in the box, by how people write them */
  answers?: ReadonlyMap<string, string>
}

const YES_NO = new Map([
  ['是', 'yes'],
  ['否', 'no'],
])
const LOOKED_INTO = new Map([
  ['存在', 'yes'],
  ['未发现', 'no'],
])

/** Every question of a proposal that these rule sets judge. */
function questions(chosen: readonly RuleSet[]): Question[] {
  const criteria = chosen.flatMap((set) => set.criteria)
  const asked: Question[] = [
    { item: fieldLabel('industryCode'), path: 'industryCode', hint: 'GB/T 4754-2017，如 C3511' },
    {
      item: fieldLabel('landUseCode'),
      path: 'landUseCode',
      hint: Object.values(LAND_USE_NAMES).slice(3, 7).join('、'),
    },
    ...keysOf(PROPOSAL_FIELDS).map((path) => ({
      item: PROPOSAL_FIELDS[path].label,
      path,
      unit: PROPOSAL_FIELDS[path].unit,
    })),
    { item: '固定资产投资含土地价款', path: 'investmentIncludesLandPrice', answers: YES_NO },
    { item: '属“两高”项目', path: 'twoHigh', answers: YES_NO },
    ...FORM_CARRIERS.map((carrier) => ({
      item: `能源：${ENERGY_CARRIERS[carrier].label}`,
      path: `energy.${carrier}`,
      unit: UNIT_NAMES[FORM_UNITS[carrier]] ?? FORM_UNITS[carrier],
      hint: '达产后每年',
    })),
    ...keysOf(DOSSIER_LABELS).map((name) => ({ item: DOSSIER_LABELS[name], path: `dossier.${name}` })),
    ...criteria.flatMap((one): Question[] =>
      one.kind === 'veto' ? [{ item: `否决项：${one.label}`, path: `vetoes.${one.id}`, answers: LOOKED_INTO }] : [],
    ),
    ...criteria.flatMap((one): Question[] =>
      one.kind === 'scored' && one.scoring.type === 'categories'
        ? [
            {
              item: `评判：${one.label}`,
              path: `ratings.${one.id}`,
              answers: new Map(one.scoring.choices.map(({ label, value }) => [label, value])),
            },
          ]
        : [],
    ),
  ]
  return asked.filter(({ path }, at) => asked.findIndex((one) => one.path === path) === at)
}

/** The workbook with what the form holds. */
export function bookOfProposal(values: Values, chosen: readonly RuleSet[]): BookRows<typeof PROPOSAL_BOOK> {
  const held = byPath(values)
  const boxes = { products: values.unitEnergy, findings: isRecord(values.dossier) ? values.dossier.dueDiligence : {} }
  return {
    proposal: questions(chosen).map(({ item, path, unit = '', hint, answers }, at) => ({
      row: at + 2,
      values: {
        item,
        value: wordOf(path, String(held[path] ?? ''), answers),
        unit,
        hint: hint ?? (answers ? [...answers.keys()].join('、') : ''),
      },
    })),
    products: (Array.isArray(boxes.products) ? boxes.products : []).flatMap((row: unknown, at) => {
      const { limit = '', actual = '' } = isRecord(row) ? row : {}
      const found = ENERGY_LIMITS.find(({ id }) => id === limit)
      return found ? [{ row: at + 2, values: { limit: limitName(found), actual: String(actual) } }] : []
    }),
    findings: keysOf(DUE_DILIGENCE).map((name, at) => {
      const found = isRecord(boxes.findings) ? boxes.findings[name] : undefined
      const { value, source, on } = isRecord(found) ? found : {}
      const said = (text: unknown) => (typeof text === 'string' ? text : '')
      return {
        row: at + 2,
        values: { item: DUE_DILIGENCE[name], value: said(value), source: said(source), on: said(on) },
      }
    }),
  }
}

/**
 * What the form holds once the workbook is read over it. A blank cell changes nothing; a word that is no answer stays in
 * its box's place for the form to refuse, and what is no question is named.
 */
export function proposalFromBook(
  book: BookRows<typeof PROPOSAL_BOOK>,
  held: Values,
  chosen: readonly RuleSet[],
): { values: Record<string, unknown>; read: number; notes: string[] } {
  const notes: string[] = []
  const asked = new Map(questions(chosen).map((question) => [question.item, question]))
  let values: Record<string, unknown> = { ...held }
  let read = 0
  const fill = (path: string, value: unknown) => {
    values = withValueAt(values, path, value)
    read += 1
  }
  const answered = new Set<string>()
  for (const { row, values: said } of book.proposal) {
    const { item = '', value } = said
    const question = asked.get(item)
    if (question && value && answered.has(item)) notes.push(`“方案”第 ${row} 行又写了“${item}”，没有读，以前一行为准`)
    else if (!question) notes.push(`“方案”第 ${row} 行的“${item}”不是这次预审的项目，没有读`)
    else if (value !== undefined && value !== '') {
      const answer = answerOf(question, value)
      if (answer === null) notes.push(`“方案”第 ${row} 行“${item}”填的“${value}”不在可选的答案里，没有读`)
      else {
        fill(question.path, answer)
        answered.add(item)
      }
    }
  }
  const products = book.products.flatMap(({ row, values: { limit = '', actual = '' } }) => {
    const found = ENERGY_LIMITS.find((one) => limitName(one) === limit || one.id === limit)
    if (!found) notes.push(`“单位产品能耗”第 ${row} 行的“${limit}”没有国家限额，没有读`)
    return found ? [{ limit: found.id, actual }] : []
  })
  if (products.length > LIMIT_ROWS) notes.push(`“单位产品能耗”有 ${products.length} 行，读了前 ${LIMIT_ROWS} 行`)
  if (products.length > 0) fill('unitEnergy', products.slice(0, LIMIT_ROWS))
  for (const { row, values: said } of book.findings) {
    const name = keysOf(DUE_DILIGENCE).find((one) => DUE_DILIGENCE[one] === said.item)
    if (!name) notes.push(`“尽职调查”第 ${row} 行的“${said.item ?? ''}”不是调查的项目，没有读`)
    else
      for (const part of ['value', 'source', 'on'] as const)
        if (said[part]) fill(`dossier.dueDiligence.${name}.${part}`, said[part])
  }
  return { values, read, notes }
}

function wordOf(path: string, value: string, answers: Question['answers']): string {
  if (path === 'landUseCode') return value && `${landUseName(value)} ${value}`
  return [...(answers ?? [])].find(([, code]) => code === value)?.[0] ?? value
}

/** As the box holds it; null where only some answers will do and it is none of them. */
function answerOf({ path, answers }: Question, text: string): string | null {
  if (path === 'landUseCode') return landUseCode(text)
  if (!answers) return text
  return answers.get(text) ?? null
}

function limitName({ product, indicator, unit }: { product: string; indicator: string; unit: string }): string {
  return `${product} ${indicator}（${unit}）`
}
