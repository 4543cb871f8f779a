import { valueAt } from '~/shared/present'
import { squeeze } from '~/shared/text'
import type { Merge, SourceRow } from './source'

export type RowKind =
  | { kind: 'blank' }
  | { kind: 'header' }
  | { kind: 'total'; label: string }
  | { kind: 'signature' }
  | { kind: 'group'; heading: string; stated: number | null }
  | { kind: 'data' }

const TOTAL =
  /^(?:本页|分类|产业|全[市县区]|截至.{0,12})?(?:合计|小计|总计|共计|累计|合\s*计|小\s*计|总\s*计)(?:[:：(（].*)?$/
const SIGNATURE =
  /^(?:填表|审核|制表|填报|复核|报送|单位负责|分管|主要)?(?:人|领导|负责人|日期|时间|单位|联系电话)(?:[（(](?:签字|签章|盖章)[）)])?[:：]|^(?:注|备注|说明|填表说明|填报说明)[:：]|^(?:填表人|审核人|制表人|填报人|填表日期|填报日期)/
const ORDINAL =
  /^[（(]?[一二三四五六七八九十百]+[）)]?\s*[、.．,，)）]\s*|^第[一二三四五六七八九十]+[类部]\S?\s*|^[（(]?[一二三四五六七八九十]+[)）]\s*/
const COUNT =
  /[（(]\s*(?:共|计)?\s*(\d{1,6})\s*(?:个|项|家|户|条)?\s*(?:项目)?\s*[)）]\s*$|[:：]?\s*(?:共|计)\s*(\d{1,6})\s*(?:个|项|家)(?:项目)?\s*$/

/** What the shape of a table tells about one of its rows. */
export interface TableShape {
  /** columns of the header that bear a text, bare */
  headerTexts: ReadonlyMap<number, string>
  nameColumn: number | null
  serialColumn: number | null
  width: number
  mergesByRow: ReadonlyMap<number, readonly Merge[]>
}

export function rowKind(row: SourceRow, shape: TableShape): RowKind {
  const cells = [...row.cells]
  if (cells.some(([index], at) => at > 0 && index < cells[at - 1]![0])) cells.sort(([a], [b]) => a - b)
  const first = cells[0]
  if (!first) return { kind: 'blank' }
  const [firstColumn, firstCell] = first
  const label = squeeze(firstCell.text)
  // A running number opens nearly every row: nothing else need be asked of it.
  if (firstColumn === shape.serialColumn && firstCell.number !== undefined) {
    const second = cells[1]
    if (!second) return { kind: 'blank' }
    return TOTAL.test(squeeze(second[1].text)) ? { kind: 'total', label } : { kind: 'data' }
  }
  if (TOTAL.test(label)) return { kind: 'total', label }
  if (SIGNATURE.test(label)) return { kind: 'signature' }
  if (isHeaderAgain(row, shape)) return { kind: 'header' }
  return groupOf(row, firstColumn, label, cells.length, shape) ?? { kind: 'data' }
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
  const numbered = ORDINAL.test(label)
  const counted = COUNT.exec(label)
  if (!alone && !(spansTable && cells <= 2)) return null
  if (!numbered && !counted && !spansTable && !(column === 0 && cells === 1 && shape.nameColumn !== 0)) return null
  if (valueAt(row.cells, column).number !== undefined) return null
  const stated = counted ? Number(counted[1] ?? counted[2]) : null
  const heading = label.replace(ORDINAL, '').replace(COUNT, '').trim()
  return heading === '' ? null : { kind: 'group', heading, stated }
}
