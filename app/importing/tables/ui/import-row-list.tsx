import { Link } from '@remix-run/react'
import { present } from '~/shared/present'
import { Badge, StatusDot } from '~/ui/badge'
import { DataTable, type Column } from '~/ui/table'
import type { ImportedRow, ImportPage } from '../server/import-page'
import { LEVELS, MARKS, ROW_STATES } from './words'

interface RowListProps extends Pick<ImportPage, 'subject' | 'previewTitle' | 'noSubtitle' | 'previewColumns'> {
  importId: string
  rows: readonly ImportedRow[]
  /** the file has more than one sheet */
  sheets: boolean
  mayRun: boolean
}

/** The rows of a ledger as understood, each with what was noticed; a table on a desk, stacked on a phone. */
export function ImportRowList(props: RowListProps) {
  const { importId, rows, sheets, mayRun, subject, noSubtitle, previewColumns } = props
  const columns = columnsFor(props)
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable caption="台账各行" columns={columns} rows={rows} rowKey={(row) => row.id} sortParam={null} dense />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.id} className="px-3 py-2.5">
            <p className="flex items-start justify-between gap-3">
              <span className="min-w-0 font-medium">{row.preview.title}</span>
              <RowState row={row} subject={subject} />
            </p>
            <p className="mt-0.5 text-sm text-grey-600">
              {sheets && `${row.sheet} `}第 {row.rowNumber} 行 · {row.preview.subtitle ?? noSubtitle}
            </p>
            <p className="text-sm text-grey-600">
              {previewColumns
                .flatMap(({ key, unit }) => {
                  const cell = row.preview.cells[key]
                  return cell ? [unit && /\d/.test(cell) ? `${cell} ${unit}` : cell] : []
                })
                .join('　')}
            </p>
            <Findings row={row} subject={subject} />
            <div className="mt-1">
              <RowLink row={row} importId={importId} mayRun={mayRun} subject={subject} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function columnsFor(props: RowListProps): Column<ImportedRow>[] {
  const { importId, sheets, mayRun, subject, previewTitle, previewColumns } = props
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
      head: previewTitle,
      primary: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.preview.title}</span>
          <span className="block text-sm text-grey-600">{row.preview.subtitle}</span>
        </>
      ),
    },
    ...previewColumns.map(({ key, head, unit, isNumber }): Column<ImportedRow> => ({
      key,
      head,
      unit,
      align: isNumber ? 'right' : undefined,
      cell: (row) => row.preview.cells[key],
    })),
    { key: 'state', head: '状态', nowrap: true, cell: (row) => <RowState row={row} subject={subject} /> },
    {
      key: 'findings',
      head: '发现',
      className: 'min-w-[220px]',
      cell: (row) => <Findings row={row} subject={subject} />,
    },
    {
      key: 'go',
      head: <span className="sr-only">操作</span>,
      nowrap: true,
      cell: (row) => <RowLink row={row} importId={importId} mayRun={mayRun} subject={subject} />,
    },
  ]
}

function RowState({ row, subject }: { row: ImportedRow; subject: string }) {
  const { word, tone, shape } = present(ROW_STATES[row.state], row.state)
  const settled = row.state === 'pending' && row.subjectPath
  return (
    <StatusDot tone={tone} shape={shape}>
      {settled ? `已有${subject}` : word}
    </StatusDot>
  )
}

function Findings({ row, subject }: { row: ImportedRow; subject: string }) {
  return (
    <>
      {row.alike && (
        <p className="text-sm">
          与
          {row.alike.path ? (
            <Link to={row.alike.path}>{row.alike.name}</Link>
          ) : (
            <>
              第 {row.alike.rowNumber} 行“{row.alike.name}”
            </>
          )}
          疑似同一{subject}
        </p>
      )}
      {row.findings.length > 0 && (
        <ul className="space-y-0.5 text-sm">
          {row.findings.map((finding, at) => (
            <li key={at} className="flex items-start gap-1.5">
              <Badge tone={LEVELS[finding.level].tone}>{MARKS[finding.code] ?? LEVELS[finding.level].word}</Badge>
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

interface RowLinkProps {
  row: ImportedRow
  importId: string
  mayRun: boolean
  subject: string
}

function RowLink({ row, importId, mayRun, subject }: RowLinkProps) {
  const at = `/imports/${importId}/rows/${row.id}`
  if (mayRun && row.state === 'held') return <Link to={at}>更正</Link>
  if (mayRun && row.state === 'duplicate') return <Link to={at}>核对</Link>
  if (mayRun && row.correctionId && row.state === 'pending') return <Link to={at}>核对更正</Link>
  if (row.subjectPath) return <Link to={row.subjectPath}>查看{subject}</Link>
  return null
}
