import { Link } from '@remix-run/react'
import { formatNumber, formatWan } from '~/shared/money'
import { DataTable, type Column } from '~/ui/table'
import type { SheetReport } from '../domain/summary'
import type { CountColumn } from '../domain/vocabulary'

/** What somebody has said not to import counts beside what the file holds. */
type DroppingSheet = SheetReport & { dropped: number }

interface SummariesProps {
  sheets: readonly DroppingSheet[]
  /** what is counted of this kind of table; the first counts its standing rows */
  counts: readonly CountColumn[]
  committed: boolean
  /** the address of the rows of a sheet and tab */
  rowsAt: (sheet: string, tab: string) => string
}

/** What each sheet holds, and what the commit did or will do. */
export function SheetSummaries({ sheets, counts, committed, rowsAt }: SummariesProps) {
  const count = (tab: string, value: (sheet: DroppingSheet) => number) => (sheet: DroppingSheet) =>
    value(sheet) === 0 ? '0' : <Link to={rowsAt(sheet.name, tab)}>{formatNumber(value(sheet))}</Link>
  const anyDropped = sheets.some((sheet) => sheet.dropped > 0)
  const columns: Column<DroppingSheet>[] = [
    { key: 'name', head: '工作表', primary: true, cell: (sheet) => sheet.name },
    { key: 'rows', head: '数据行', align: 'right', cell: count('all', (sheet) => sheet.rows) },
    ...counts
      .filter(({ isUnseen }) => !isUnseen)
      .map(({ key, head, unit, isMoney }, at): Column<DroppingSheet> => ({
        key,
        head,
        unit,
        align: 'right',
        cell:
          at === 0
            ? count('ready', (sheet) => sheet.counts[key] ?? 0)
            : (sheet) => (isMoney ? formatWan : formatNumber)(sheet.counts[key] ?? 0),
      })),
    {
      key: 'duplicate',
      head: '疑似重复',
      align: 'right',
      cell: count('duplicate', (sheet) => sheet.suspectedDuplicates),
    },
    { key: 'held', head: '待更正', align: 'right', cell: count('held', (sheet) => sheet.heldRows) },
    ...(anyDropped
      ? [{ key: 'dropped', head: '不导入', align: 'right' as const, cell: count('dropped', (sheet) => sheet.dropped) }]
      : []),
    {
      key: 'created',
      head: committed ? '已新建' : '将新建',
      align: 'right',
      cell: (sheet) => formatNumber(sheet.created),
    },
    {
      key: 'updated',
      head: committed ? '已更新' : '将更新',
      align: 'right',
      cell: (sheet) => formatNumber(sheet.updated),
    },
    { key: 'unchanged', head: '无变化', align: 'right', cell: (sheet) => formatNumber(sheet.unchanged) },
  ]
  return (
    <>
      <DataTable
        caption="各工作表小计"
        columns={columns}
        rows={sheets}
        rowKey={(sheet) => sheet.name}
        sortParam={null}
        sticky={false}
        dense
      />
      {counts.map(
        ({ key, explained }) =>
          explained && (
            <p key={key} className="px-3 py-1.5 text-sm text-grey-600">
              {explained}
            </p>
          ),
      )}
    </>
  )
}
