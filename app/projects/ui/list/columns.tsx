import { Link } from '@remix-run/react'
import { PanelRight } from 'lucide-react'
import { businessDay, type Day } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { buttonClass } from '~/ui/button'
import type { Column } from '~/ui/table'
import { FIELD_NAMES, fieldOf, shortLabel, type FieldName } from '../../domain/fields'
import { columnOfField, DERIVED_COLUMNS } from '../../domain/list-columns'
import { readInWords, readValue } from '../../domain/read-fields'
import { StageDot } from '../stage-dot'
import {
  amountSince,
  answerableUnit,
  daysNotStarted,
  movedSince,
  shortRange,
  type ListedProject,
} from '../../domain/listed-project'
import { STAGE_NAMES, STATUS_NAMES } from '../../domain/stages'

interface Context {
  /** the day that waits are counted to */
  asOf: Day
  /** the address that shows a quick look beside the list */
  lookHref: (id: string) => string
}

const number = (value: ReturnType<typeof readValue>) => (typeof value === 'string' ? formatNumber(value) : null)
/** What is cut on a screen stands whole on paper, where nothing can be pointed at. */
const WHOLE_IN_PRINT = 'print:max-w-none print:overflow-visible print:whitespace-normal'

const clipped = (value: string | null, width: string) =>
  value && (
    <span title={value} className={`block truncate ${width} ${WHOLE_IN_PRINT}`}>
      {value}
    </span>
  )

/** Widths of columns whose words are cut, where they differ from those of their kind. */
const WIDTHS: Partial<Record<FieldName, string>> = {
  investorName: 'max-w-[132px]',
  parkId: 'max-w-[84px]',
  channel: 'max-w-[96px]',
  sponsor: 'max-w-[80px]',
}

/** A field as a column, drawn by its kind. */
function fieldColumn(name: FieldName): Column<ListedProject> {
  const field = fieldOf(name)
  const said = (row: ListedProject) => readInWords(row, name)
  const column = {
    key: columnOfField(name),
    head: shortLabel(name),
    sort: field.sorts && name,
  }
  if (field.kind === 'decimal') {
    return {
      ...column,
      unit: field.unit,
      align: 'right',
      descendingFirst: true,
      cell: (row) => number(readValue(row, name)),
    }
  }
  if (field.kind === 'day') return { ...column, cell: said, className: 'whitespace-nowrap' }
  const width = WIDTHS[name] ?? WIDTH_OF_KIND[field.kind]
  return { ...column, cell: (row) => clipped(said(row), width) }
}

const WIDTH_OF_KIND = {
  text: 'max-w-[108px]',
  word: 'max-w-[108px]',
  uscc: 'max-w-[160px]',
  reference: 'max-w-[116px]',
  longText: 'max-w-[200px] print:min-w-[9em]',
  tick: 'max-w-[60px]',
}

/** Columns that are drawn otherwise than their kind is. */
const DRAWN: Partial<Record<FieldName, Partial<Column<ListedProject>>>> = {
  name: {
    primary: true,
    cell: (row) => (
      <span title={row.name} className="flex max-w-[240px] items-center gap-1.5 print:block print:max-w-none">
        <span className={`truncate ${WHOLE_IN_PRINT}`}>{row.name}</span>
        {row.confidential && <Badge tone="danger">保密</Badge>}
      </span>
    ),
    className: 'text-left',
  },
  code: { cell: (row) => row.code, className: 'whitespace-nowrap' },
  investmentWan: { cell: (row) => <AmountThen row={row} /> },
  landMu: { cell: (row) => (row.rents ? <span className="text-grey-600">租赁</span> : number(row.landMu)) },
}

/** Columns of what follows from a project's stages and units, before the field that they stand before. */
function derivedColumns(asOf: Day): Partial<Record<FieldName, Column<ListedProject>[]>> {
  return {
    unitId: [
      {
        key: 'stage',
        head: DERIVED_COLUMNS.stage,
        sort: 'stage',
        descendingFirst: true,
        cell: (row) => <StageThen row={row} />,
      },
      { key: 'unit', head: DERIVED_COLUMNS.unit, cell: (row) => clipped(answerableUnit(row), 'max-w-[104px]') },
    ],
    blockingIssue: [
      {
        key: 'signed',
        head: DERIVED_COLUMNS.signed,
        sort: 'signedFrom',
        descendingFirst: true,
        cell: (row) => shortRange(row.signedFrom, row.signedTo),
        className: 'whitespace-nowrap',
      },
      {
        key: 'started',
        head: DERIVED_COLUMNS.started,
        sort: 'startedFrom',
        descendingFirst: true,
        cell: (row) => <Started row={row} asOf={asOf} />,
        className: 'whitespace-nowrap',
      },
    ],
  }
}

/** Where it stood on the day of the list, and below it where it stands today if that is elsewhere. */
export function StageThen({ row }: { row: ListedProject }) {
  const { stage, status } = row.onDay ?? row
  return (
    <>
      <StageDot stage={stage} status={status} />
      {movedSince(row) && (
        <span className="block text-xs text-grey-600">
          今 {STAGE_NAMES[row.stage]}
          {row.status !== 'active' && `·${STATUS_NAMES[row.status]}`}
        </span>
      )}
    </>
  )
}

/** The amount of that day, and below it today's if that is another. */
function AmountThen({ row }: { row: ListedProject }) {
  const { investmentWan } = row.onDay ?? row
  return (
    <>
      {investmentWan === null ? null : formatNumber(investmentWan)}
      {amountSince(row) && (
        <span className="block text-xs text-grey-600">
          今 {row.investmentWan === null ? '未填' : formatNumber(row.investmentWan)}
        </span>
      )}
    </>
  )
}

/** Every column that the list of projects may have. */
export function projectColumns({ asOf, lookHref }: Context): Column<ListedProject>[] {
  const derived = derivedColumns(asOf)
  return [
    ...FIELD_NAMES.flatMap((name) => [...(derived[name] ?? []), { ...fieldColumn(name), ...DRAWN[name] }]),
    {
      key: 'updated',
      head: DERIVED_COLUMNS.updated,
      sort: 'updatedAt',
      descendingFirst: true,
      cell: (row) => businessDay(row.updatedAt),
      className: 'whitespace-nowrap',
    },
    {
      key: 'look',
      head: <span className="sr-only">预览</span>,
      fixed: true,
      cell: (row) => (
        <Link
          to={lookHref(row.id)}
          preventScrollReset
          aria-label={`预览：${row.name}`}
          title="预览"
          className={buttonClass('quiet', 'small', '!flex !h-5 w-6 !px-0 text-grey-500')}
        >
          <PanelRight aria-hidden className="h-4 w-4" strokeWidth={1.75} />
        </Link>
      ),
      className: 'w-8 !px-1 print:hidden',
    },
  ]
}

/** The day of starting, or how long it has been waited for; with a label where no head says which day it is. */
export function Started({ row, asOf, label }: { row: ListedProject; asOf: Day; label?: string }) {
  const days = daysNotStarted(row, asOf)
  if (days !== null) return <span className="text-warning">未开工 {days} 天</span>
  return (
    <span>
      {label && `${label} `}
      {shortRange(row.startedFrom, row.startedTo) ?? <span className="text-grey-500">—</span>}
    </span>
  )
}
