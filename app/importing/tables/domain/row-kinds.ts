import { squeeze } from '~/shared/text'
import type { Merge, SourceRow } from './source'

/** What a row of a table is. Every filled row is one of these; data rows alone are read. */
export type RowKind =
  | { kind: 'data' }
  | { kind: 'blank' }
  | { kind: 'header' }
  | { kind: 'total'; label: string }
  | { kind: 'signature' }
  | { kind: 'note' }
  | { kind: 'example' }
  | { kind: 'numbering' }
  | { kind: 'group'; heading: string; stated: number | null; level: number }

const TOTAL =
  /^(?:本页|本年|本月|分类|产业|全部|全[市县区]|截至.{0,12}|(?:19|20|21)\d{2}年度?)?(?:合计|小计|总计|共计|累计|总数|总额|汇总|∑|total|合\s*计|小\s*计|总\s*计)(?:\s*\d{1,6}\s*(?:个|项|家|户).{0,40}|[:：(（].*)?$/i
/** 一产小计, 经开区合计: what is added up stands before. */
const ENDS_IN_TOTAL = /^\D{1,16}(?:小\s*计|合\s*计|总\s*计)(?:[:：(（].{0,40})?$/
const SIGNATURE =
  /^(?:填表|审核|制表|填报|复核|报送|单位负责|分管|主要)?(?:人|领导|负责人|日期|时间|单位|联系电话)(?:[（(](?:签字|签章|盖章)[）)])?[:：]|^(?:注|备注|说明|填表说明|填报说明)[:：]|^(?:填表人|审核人|制表人|填报人|填表日期|填报日期)/
/** 审核：张三 and 电话：138…: a row of nothing else is signed, and so is a seal or the number of a page. */
const SIGNED_CELL =
  /^(?:[^:：\d]{0,8}(?:审核|审批|填报|填表|制表|复核|经办|签字|签章|盖章|签发|主管|负责|领导|联系人|电话|日期|时间|单位)[^:：]{0,6}[:：].*|[（(]?(?:盖章|公章|签字|签章)[）)]?)$/
const SIGNED_TOO =
  /^(?:第\s*\d{1,4}\s*页.*|共\s*\d{1,4}\s*页|(?:19|20|21)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?)$/
/** What is said of the table below it or among its rows, where it stands alone. */
const REMARK =
  /^[（(]?(?:本页|本表|此表|上表|以上|以下|上述|注\s*\d?\s*[:：、.．]|[★☆▲△※◆*＊]|带\s*[“"（(]?[★☆▲△※●◆*＊]|数据(?:截|来源)|统计口径|[红黄蓝绿]色|标[红黄蓝绿])|空白\s*[)）]?$/
const REMARK_ALONE = /^(?:注|备注|附注)\s*[:：]?$/
/** A part of what was added up: it adds nothing. */
const OF_WHICH = /^其中\s*(?:[:：、，,]|$)/
/** A count in the place of a name adds up rows. */
const COUNT_ALONE = /^(?:共|计|共计|合计)?\s*\d{1,5}\s*(?:个|项|家|户|条)(?:项目)?$/
const EXAMPLE =
  /^[（(【[]?(?:示\s*例|样\s*例|范\s*例|举例|例|例如|如|示范|模板)\s*[:：]?\s*\d{0,2}[）)】\]]?$|^(?:示例|样例|范例|例)[:：]|填写示例|[（(](?:示例|样例|范例)[）)]$/
const INSTRUCTION =
  /^(?:填[写报表](?:说明|要求|示例|规范|格式|提示|方法)|说明|备注说明|格式(?:要求)?|字段说明|必填(?:项)?|选填)\s*[:：]?$/
const ORDINALS: [pattern: RegExp, level: number][] = [
  [/^第[一二三四五六七八九十]+[类部章篇]\S?\s*/, 1],
  [/^[一二三四五六七八九十]{1,3}\s*[、.．,，]\s*/, 1],
  [/^[（(][一二三四五六七八九十]{1,3}[）)]\s*[、.．,，]?\s*/, 2],
  [/^[一二三四五六七八九十]{1,3}[）)]\s*/, 2],
  [/^\d{1,2}\s*[、.．]\s*(?!\d)/, 3],
  [/^[（(]\d{1,2}[）)]\s*/, 4],
]
const BARE_ORDINAL =
  /^[（(]?(?:[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾]{1,3}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4})[）)]?\s*[、.．]?$/
const COUNT =
  /[（(]\s*(?:共|计)?\s*(\d{1,6})\s*(?:个|项|家|户|条)?\s*(?:项目)?\s*[)）]\s*$|[:：]?\s*(?:共|计)\s*(\d{1,6})\s*(?:个|项|家)(?:项目)?\s*$/
/** a heading, or the label of a total, is no longer */
const MAX_LABEL = 80
/** the deepest: a heading without a number stands under those that have one */
const UNNUMBERED = 6

/** What the shape of a table tells about one of its rows. */
export interface TableShape {
  /** columns of the header that bear a text, bare */
  headerTexts: ReadonlyMap<number, string>
  nameColumn: number | null
  serialColumn: number | null
  width: number
  mergesByRow: ReadonlyMap<number, readonly Merge[]>
}

/** A heading without its number and its count. */
export function headingOf(text: string): { heading: string; stated: number | null; level: number } {
  const label = text.slice(0, MAX_LABEL * 2).trim()
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(label))
  const counted = COUNT.exec(label)
  return {
    heading: (ordinal ? label.replace(ordinal[0], '') : label).replace(COUNT, '').trim(),
    stated: counted ? Number(counted[1] ?? counted[2]) : null,
    level: ordinal?.[1] ?? UNNUMBERED,
  }
}

/** Of a number alone in the column of running numbers, such as （一）: how deep the heading beside it stands; null for none. */
export function ordinalLevel(text: string): number | null {
  const bare = squeeze(text)
  if (!BARE_ORDINAL.test(bare)) return null
  return /^[（(]/.test(bare) ? 2 : 1
}

const isTotal = (label: string) => TOTAL.test(label) || ENDS_IN_TOTAL.test(label)
const isExample = (label: string) => EXAMPLE.test(label)

export function rowKind(row: SourceRow, shape: TableShape): RowKind {
  const cells = inOrder(row)
  const [first, second] = cells
  if (!first) return { kind: 'blank' }
  const [firstColumn, firstCell] = first
  const label = squeeze(firstCell.text.slice(0, MAX_LABEL * 2))
  const next = second ? squeeze(second[1].text.slice(0, MAX_LABEL * 2)) : ''
  // A running number opens nearly every row: nothing else need be asked of it.
  if (firstColumn === shape.serialColumn && firstCell.number !== undefined) {
    if (cells.length === 1) return { kind: 'blank' }
    if (isTotal(next)) return { kind: 'total', label: next }
    if (isExample(next)) return { kind: 'example' }
    return isNumbering(cells) ? { kind: 'numbering' } : { kind: 'data' }
  }
  if (isTotal(label)) return { kind: 'total', label }
  if (OF_WHICH.test(label) || (OF_WHICH.test(next) && second![0] === shape.nameColumn)) return { kind: 'note' }
  const isNamed = (at: number | undefined) => at !== undefined && at === shape.nameColumn
  if (isNamed(firstColumn) && COUNT_ALONE.test(label)) return { kind: 'total', label }
  if (isNamed(second?.[0]) && COUNT_ALONE.test(next)) return { kind: 'total', label: next }
  if (isTotal(next) && (second![0] === shape.nameColumn || firstColumn === shape.serialColumn))
    return { kind: 'total', label: next }
  if (cells.length > 1 && isExample(label)) return { kind: 'example' }
  if (INSTRUCTION.test(label)) return { kind: 'note' }
  if (SIGNATURE.test(label) || isSigned(cells)) return { kind: 'signature' }
  if (REMARK_ALONE.test(label) && cells.length <= 2) return { kind: 'note' }
  if (REMARK.test(label) && isAlone(cells)) return { kind: 'note' }
  if (isHeaderAgain(row, shape)) return { kind: 'header' }
  if (isNumbering(cells)) return { kind: 'numbering' }
  return groupOf(row, firstColumn, label, cells.length, shape) ?? { kind: 'data' }
}

type CellsInOrder = readonly (readonly [number, { text: string }])[]

const isAlone = (cells: CellsInOrder) => new Set(cells.map(([, { text }]) => squeeze(text))).size === 1

/** Is every cell something that stands beside signatures? */
function isSigned(cells: CellsInOrder): boolean {
  const texts = cells.map(([, { text }]) => squeeze(text.slice(0, MAX_LABEL)))
  return (
    texts.some((text) => SIGNED_CELL.test(text) || /^第\s*\d{1,4}\s*页/.test(text)) &&
    texts.every((text) => SIGNED_CELL.test(text) || SIGNED_TOO.test(text))
  )
}

function inOrder(row: SourceRow) {
  const cells = [...row.cells]
  if (cells.some(([index], at) => at > 0 && index < cells[at - 1]![0])) cells.sort(([a], [b]) => a - b)
  return cells
}

/** 1 2 3 4 under the headers, or 甲 乙 1 2: the columns are numbered. */
function isNumbering(cells: CellsInOrder): boolean {
  if (cells.length < 4) return false
  const texts = cells.map(([, { text }]) => text.trim())
  if (!texts.every((text) => /^(?:\d{1,3}|[（(]\d{1,3}[）)]|[甲乙丙丁戊己庚辛]|[A-Z]{1,2}|栏次)$/.test(text)))
    return false
  const numbers = texts.flatMap((text) => (/\d/.test(text) ? [Number(text.replace(/\D/g, ''))] : []))
  return numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1)
}

function isHeaderAgain(row: SourceRow, shape: TableShape): boolean {
  if (row.cells.size < 3) return false
  let same = 0
  for (const [index, cell] of row.cells) if (shape.headerTexts.get(index) === squeeze(cell.text)) same++
  return same * 2 > row.cells.size
}

function groupOf(row: SourceRow, column: number, label: string, cells: number, shape: TableShape): RowKind | null {
  const merge = shape.mergesByRow.get(row.number)?.find((it) => it.left <= column && it.right > it.left)
  const spansTable = merge !== undefined && merge.right - merge.left + 1 >= Math.min(4, shape.width)
  const distinct = new Set([...row.cells.values()].map((cell) => squeeze(cell.text))).size
  const alone = cells === 1 || distinct === 1
  const { heading, stated, level } = headingOf(label)
  if (!alone && !(spansTable && cells <= 2)) return null
  const isNumbered = level !== UNNUMBERED
  if (!isNumbered && stated === null && !spansTable && !(column === 0 && cells === 1 && shape.nameColumn !== 0))
    return null
  if (row.cells.get(column)!.number !== undefined) return null
  return heading === '' ? null : { kind: 'group', heading, stated, level }
}
