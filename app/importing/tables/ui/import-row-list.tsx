import { Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'
import { Badge, StatusDot } from '~/ui/badge'
import { DataTable, type Column } from '~/ui/table'
import type { ImportedRow } from '../server/import-page'
import { LEVELS, ROW_STATES, eventWords } from './words'

interface RowListProps {
  importId: string
  rows: readonly ImportedRow[]
  /** the file has more than one sheet */
  sheets: boolean
  mayRun: boolean
}

/** The rows of a ledger as understood, each with what was noticed; a table on a desk, stacked on a phone. */
export function ImportRowList({ importId, rows, sheets, mayRun }: RowListProps) {
  const columns = columnsFor(importId, sheets, mayRun)
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable caption="台账各行" columns={columns} rows={rows} rowKey={(row) => row.id} sortParam={null} dense />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.id} className="px-3 py-2.5">
            <p className="flex items-start justify-between gap-3">
              <span className="min-w-0 font-medium">{row.draft.name || '（没有项目名称）'}</span>
              <RowState row={row} />
            </p>
            <p className="mt-0.5 text-sm text-grey-600">
              {sheets && `${row.sheet} `}第 {row.rowNumber} 行 · {row.draft.investor ?? '没有投资方'}
            </p>
            <p className="text-sm text-grey-600">
              {row.draft.investmentWan && `${formatNumber(row.draft.investmentWan)} 万元　`}
              {row.draft.landMu && `${formatNumber(row.draft.landMu)} 亩　`}
              {eventWords(row.draft.events)}
            </p>
            <Findings row={row} />
            <div className="mt-1">
              <RowLink row={row} importId={importId} mayRun={mayRun} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function columnsFor(importId: string, sheets: boolean, mayRun: boolean): Column<ImportedRow>[] {
  return [
    {
      key: 'row',
      head: '行',
      nowrap: true,
      cell: (row) => (
        <span className="text-grey-600">
          {sheets && (
            <span className="block max-w-[120px] truncate text-xs" title={row.sheet}>
              {row.sheet}
            </span>
          )}
          {row.rowNumber}
        </span>
      ),
    },
    {
      key: 'name',
      head: '项目与投资方',
      primary: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.draft.name || '（没有项目名称）'}</span>
          <span className="block text-sm text-grey-600">{row.draft.investor}</span>
        </>
      ),
    },
    {
      key: 'wan',
      head: '总投资',
      unit: '万元',
      align: 'right',
      cell: (row) => row.draft.investmentWan && formatNumber(row.draft.investmentWan),
    },
    {
      key: 'mu',
      head: '用地',
      unit: '亩',
      align: 'right',
      cell: (row) => (row.draft.rents ? '租赁' : row.draft.landMu && formatNumber(row.draft.landMu)),
    },
    { key: 'events', head: '阶段', cell: (row) => eventWords(row.draft.events) },
    { key: 'state', head: '状态', nowrap: true, cell: (row) => <RowState row={row} /> },
    { key: 'findings', head: '发现', className: 'min-w-[220px]', cell: (row) => <Findings row={row} /> },
    {
      key: 'go',
      head: <span className="sr-only">操作</span>,
      nowrap: true,
      cell: (row) => <RowLink row={row} importId={importId} mayRun={mayRun} />,
    },
  ]
}

function RowState({ row }: { row: ImportedRow }) {
  const { word, tone, shape } = ROW_STATES[row.state]!
  const settled = row.state === 'pending' && row.projectId
  return (
    <StatusDot tone={tone} shape={shape}>
      {settled ? '已有项目' : word}
    </StatusDot>
  )
}

function Findings({ row }: { row: ImportedRow }) {
  return (
    <>
      {row.alike && (
        <p className="text-sm">
          与
          {row.alike.projectId ? (
            <Link to={`/projects/${row.alike.projectId}`}>{row.alike.name}</Link>
          ) : (
            <>
              第 {row.alike.rowNumber} 行“{row.alike.name}”
            </>
          )}
          疑似同一项目
        </p>
      )}
      {row.findings.length > 0 && (
        <ul className="space-y-0.5 text-sm">
          {row.findings.map((finding, at) => (
            <li key={at} className="flex items-start gap-1.5">
              <Badge tone={LEVELS[finding.level].tone}>{LEVELS[finding.level].word}</Badge>
              <span className="min-w-0">
                {finding.column && <span className="text-grey-600">{finding.column} 列：</span>}
                {finding.message}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function RowLink({ row, importId, mayRun }: { row: ImportedRow; importId: string; mayRun: boolean }) {
  const at = `/imports/${importId}/rows/${row.id}`
  if (mayRun && row.state === 'held') return <Link to={at}>更正</Link>
  if (mayRun && row.state === 'duplicate') return <Link to={at}>核对</Link>
  if (row.projectId) return <Link to={`/projects/${row.projectId}`}>查看项目</Link>
  return null
}
