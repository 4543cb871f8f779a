import { Link } from '@remix-run/react'
import { formatNumber, formatWan } from '~/shared/money'
import { DataTable, type Column } from '~/ui/table'
import type { SheetReport } from '../domain/summary'

/** What somebody has said not to import counts beside what the file holds. */
type DroppingSheet = SheetReport & { dropped: number }

interface SummariesProps {
  sheets: readonly DroppingSheet[]
  committed: boolean
  /** the address of the rows of a sheet and tab */
  rowsAt: (sheet: string, tab: string) => string
}

/** What each sheet holds, and what the commit did or will do. */
export function SheetSummaries({ sheets, committed, rowsAt }: SummariesProps) {
  const count = (tab: string, value: (sheet: DroppingSheet) => number) => (sheet: DroppingSheet) =>
    value(sheet) === 0 ? '0' : <Link to={rowsAt(sheet.name, tab)}>{formatNumber(value(sheet))}</Link>
  const anyDropped = sheets.some((sheet) => sheet.dropped > 0)
  const columns: Column<DroppingSheet>[] = [
    { key: 'name', head: '工作表', primary: true, cell: (sheet) => sheet.name },
    { key: 'rows', head: '数据行', align: 'right', cell: count('all', (sheet) => sheet.rows) },
    { key: 'projects', head: '项目', align: 'right', cell: count('ready', (sheet) => sheet.projects) },
    { key: 'started', head: '已开工', align: 'right', cell: (sheet) => formatNumber(sheet.started) },
    { key: 'notStarted', head: '未开工', align: 'right', cell: (sheet) => formatNumber(sheet.notStarted) },
    { key: 'landSupplied', head: '已供地', align: 'right', cell: (sheet) => formatNumber(sheet.landSupplied) },
    { key: 'renting', head: '租赁厂房', align: 'right', cell: (sheet) => formatNumber(sheet.renting) },
    { key: 'wan', head: '总投资', align: 'right', cell: (sheet) => formatWan(sheet.totalInvestmentWan) },
    { key: 'mu', head: '用地', unit: '亩', align: 'right', cell: (sheet) => formatNumber(sheet.landMu) },
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
    <DataTable
      caption="各工作表小计"
      columns={columns}
      rows={sheets}
      rowKey={(sheet) => sheet.name}
      sortParam={null}
      sticky={false}
      dense
    />
  )
}
