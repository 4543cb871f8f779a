import type { FieldError } from '~/shared/errors'
import { isAmountUnit, type Answers, type ColumnAnswer, type SheetAnswer, type TableAnswer } from './answers'
import { tablesAt, unitWord, type SheetPlan, type TablePlan } from './plan'
import { ruleOf, type Vocabulary } from './vocabulary'

/** A sheet as it was planned by answers, with those rows of them that hold anything. */
interface Answered {
  plan: SheetPlan
  answered: ReadonlySet<number>
}

const NAMED = 12

/** What answers say of places or fields that are not there, or against each other; with the place of each in words. */
export function answersMistakes(vocabulary: Vocabulary, answers: Answers, sheets: readonly Answered[]): FieldError[] {
  const names = sheets.map(({ plan }) => plan.name)
  const seen = new Set<string>()
  return answers.sheets.flatMap((answer, at) => {
    const path = `sheets.${at}`
    const sheet = sheets.find(({ plan }) => plan.name === answer.sheet)
    const all = names.slice(0, NAMED).map((name) => `“${name}”`)
    if (!sheet) return [mistake(`${path}.sheet`, `没有名为“${answer.sheet}”的工作表，文件中有：${all.join('、')}`)]
    if (seen.has(answer.sheet)) return [mistake(`${path}.sheet`, `工作表“${answer.sheet}”写了两次`)]
    seen.add(answer.sheet)
    return sheetMistakes(vocabulary, answer, sheet, path)
  })
}

const mistake = (path: string, message: string, code = 'answer'): FieldError => ({ path, code, message })

function sheetMistakes(
  vocabulary: Vocabulary,
  answer: SheetAnswer,
  { plan, answered }: Answered,
  path: string,
): FieldError[] {
  const place = `“${plan.name}”`
  const tops = [...new Set(plan.tables.map(({ top }) => top))]
  const wrong: FieldError[] = []
  const twice = twiceIn(answer.headers?.map(({ top }) => top) ?? [])
  if (twice !== null) wrong.push(mistake(`${path}.headers`, `${place}第 ${twice} 行写了两次表头`))
  answer.headers?.forEach(({ top }, at) => {
    if (!tops.includes(top))
      wrong.push(mistake(`${path}.headers.${at}.top`, `${place}第 ${top} 行是空行或在表外，不能作表头`))
  })
  const tableTwice = twiceIn(answer.tables?.map(({ header }) => header) ?? [])
  if (tableTwice !== null) wrong.push(mistake(`${path}.tables`, `${place}表头在第 ${tableTwice} 行的表写了两次`))
  answer.tables?.forEach((table, at) => {
    const here = plan.tables.filter(({ top }) => top === table.header)
    if (here.length === 0) {
      const where = tops.length > 0 ? `，表头在第 ${tops.slice(0, NAMED).join('、')} 行` : '，这张工作表没有找到表头'
      wrong.push(mistake(`${path}.tables.${at}.header`, `${place}第 ${table.header} 行不是表头${where}`))
    } else wrong.push(...tableMistakes(vocabulary, table, here, `${path}.tables.${at}`, place))
  })
  const rowTwice = twiceIn(answer.rows?.map(({ row, beside }) => `${row}:${beside ?? ''}`) ?? [])
  if (rowTwice !== null) wrong.push(mistake(`${path}.rows`, `${place}第 ${rowTwice.split(':')[0]} 行写了两次`))
  answer.rows?.forEach(({ row, kind, means }, at) => {
    const here = `${place}第 ${row} 行`
    const isHeader = plan.tables.some(({ top, bottom }) => row >= top && row <= bottom)
    if (!answered.has(row)) wrong.push(mistake(`${path}.rows.${at}.row`, `${here}是空行或在表外`))
    else if (isHeader) wrong.push(mistake(`${path}.rows.${at}.row`, `${here}是表头；要改表头，请用 headers`))
    else if (kind === 'data' && !plan.tables.some(({ bottom }) => bottom < row))
      wrong.push(mistake(`${path}.rows.${at}.kind`, `${here}在表头之上，不能作${vocabulary.subject}`))
    if (means) wrong.push(...meaningMistakes(vocabulary, means, `${path}.rows.${at}.means`, here))
  })
  const cellTwice = twiceIn(answer.cells?.map(({ row, column }) => `${column}${row}`) ?? [])
  if (cellTwice !== null) wrong.push(mistake(`${path}.cells`, `${place} ${cellTwice} 写了两次`))
  answer.cells?.forEach(({ row, column }, at) => {
    const here = `${place}第 ${row} 行 ${column} 列`
    const tables = tablesAt(plan, row).filter(({ bottom }) => bottom < row)
    if (!answered.has(row)) wrong.push(mistake(`${path}.cells.${at}.row`, `${place}第 ${row} 行是空行或在表外`))
    else if (!tables.some(({ columns }) => columns.some((it) => it.column === column && it.field !== null)))
      wrong.push(mistake(`${path}.cells.${at}.column`, `${here}不在导入的列内`))
  })
  if (answer.included && plan.tables.every(({ skipped }) => skipped === 'nameless'))
    wrong.push(mistake(`${path}.included`, nameless(vocabulary, plan.name)))
  return wrong
}

const nameless = ({ columns, naming }: Vocabulary, sheet: string) =>
  `“${sheet}”须有“${ruleOf(columns, naming[0]).label}”列才能导入：请指出表头行和这一列`

function twiceIn<T>(values: readonly T[]): T | null {
  const seen = new Set<T>()
  for (const value of values) {
    if (seen.has(value)) return value
    seen.add(value)
  }
  return null
}

function tableMistakes(
  vocabulary: Vocabulary,
  { through, columns = [], included }: TableAnswer,
  here: readonly TablePlan[],
  path: string,
  sheet: string,
): FieldError[] {
  const [{ top, bottom } = { top: 0, bottom: 0 }] = here
  const place = `${sheet}表头在第 ${top} 行的表`
  const wrong: FieldError[] = []
  if (through !== undefined && through <= bottom)
    wrong.push(mistake(`${path}.through`, `${place}：末行第 ${through} 行不在表头之下`))
  const twice = twiceIn(columns.map(({ column }) => column))
  if (twice !== null) wrong.push(mistake(`${path}.columns`, `${place}：${twice} 列写了两次，前后可能不一致`))
  columns.forEach((column, at) => {
    const table = here.find((it) => it.columns.some((each) => each.column === column.column))
    const where = `${path}.columns.${at}`
    if (!table) wrong.push(mistake(`${where}.column`, `${place}没有 ${column.column} 列`))
    else wrong.push(...columnMistakes(vocabulary, column, table, where, `${place} ${column.column} 列`))
  })
  for (const table of here) wrong.push(...doubled(vocabulary, table, path, place))
  const isNameless = here.every(({ skipped }) => skipped === 'nameless')
  if (isNameless && included !== false && columns.length > 0)
    wrong.push(mistake(path, `${place}须指定“${ruleOf(vocabulary.columns, vocabulary.naming[0]).label}”列`, 'noName'))
  return wrong
}

function columnMistakes(
  { columns: rules }: Vocabulary,
  { column, field, unit }: ColumnAnswer,
  table: TablePlan,
  path: string,
  place: string,
): FieldError[] {
  if (field !== undefined && field !== null && !Object.hasOwn(rules, field)) {
    const known = Object.entries(rules)
      .slice(0, NAMED)
      .map(([key, { label }]) => `${key}（${label}）`)
    return [mistake(`${path}.field`, `${place}：没有字段“${field}”；可用的有 ${known.join('、')} 等`)]
  }
  if (unit === undefined) return []
  const planned = table.columns.find((it) => it.column === column)?.field ?? null
  const kind = planned === null ? undefined : ruleOf(rules, planned).cell.unit
  const isAmount = isAmountUnit(unit)
  if ((isAmount && kind === 'amount') || (!isAmount && kind === 'area')) return []
  const what = planned === null ? '没有导入' : `是“${ruleOf(rules, planned).label}”`
  return [mistake(`${path}.unit`, `${place}${what}，不能以${unitWord(unit)}计`)]
}

/** One field that is given to two columns of a table. */
function doubled({ columns: rules }: Vocabulary, { columns }: TablePlan, path: string, place: string): FieldError[] {
  const taken = new Map<string, string>()
  const wrong: FieldError[] = []
  for (const { field, column, part, by } of columns) {
    if (field === null || part !== null) continue
    const other = taken.get(field)
    if (other && by === 'answer')
      wrong.push(
        mistake(
          `${path}.columns`,
          `${place}：“${ruleOf(rules, field).label}”对应了 ${other}、${column} 两列，只能对应一列`,
          'twice',
        ),
      )
    taken.set(field, column)
  }
  return wrong
}

function meaningMistakes(
  { columns, headingMeanings }: Vocabulary,
  { field, value }: { field: string | null; value?: string },
  path: string,
  place: string,
): FieldError[] {
  if (field === null) return []
  const possible = headingMeanings.filter((it) => it.column === field)
  if (possible.length === 0) {
    const known = [...new Set(headingMeanings.map(({ column }) => `${column}（${ruleOf(columns, column).label}）`))]
    return [mistake(`${path}.field`, `${place}：分组标题不能是“${field}”；可用的有 ${known.join('、') || '（无）'}`)]
  }
  const values = possible.flatMap((it) => it.value ?? [])
  if (values.length > 0 && (value === undefined || !values.includes(value)))
    return [mistake(`${path}.value`, `${place}：${ruleOf(columns, field).label}须写明是 ${values.join('、')} 中哪一个`)]
  return []
}
