import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { RotateCcw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { AMOUNT_UNITS, AREA_UNITS } from '~/shared/units'
import { keysOf } from '~/shared/records'
import { Badge } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { KeptForm } from '~/ui/draft/kept-form'
import { FormActions, FormErrors, Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'
import { Tabs } from '~/ui/tabs'
import { ASKED } from '../domain/choose-columns'
import { CHOICE_NAMES, UNSAID, unitShown } from '../domain/table-choices'
import type { TablePage } from '../server/table-page'
import { ReadEffect } from './read-effect'
import { ReadingProgress } from './reading-progress'
import { WORKING } from './words'

interface TableProps {
  page: TablePage & { page: number; size: number }
  reply?: FormReply
}

/** How one table of a file was read, and everything about it to be put right; the file is then read again. */
export function ImportTable({ page, reply }: TableProps) {
  const { batch, sheets, sheet, isAnswered } = page
  const working = WORKING.includes(batch.state)
  const closed = !working && !['previewed', 'failed'].includes(batch.state)
  return (
    <Page
      title="读法"
      note="表头、各列、分组和各行是怎样读的。改后重新读取，合计随之变化。"
      crumbs={[
        { label: '导入台账', to: '/imports' },
        { label: batch.fileName, to: `/imports/${batch.id}` },
        { label: '读法' },
      ]}
      actions={
        <>
          {isAnswered && !working && !closed && (
            <ConfirmDialog
              label="恢复自动识别"
              icon={RotateCcw}
              tone="quiet"
              title="恢复自动识别？"
              confirmLabel="恢复"
              fields={{ intent: 'forget', version: String(batch.version) }}
            >
              对这份文件读法的更正全部取消，文件重新读取。
            </ConfirmDialog>
          )}
          <LinkButton to={`/imports/${batch.id}`}>回到这次导入</LinkButton>
        </>
      }
    >
      <div className="space-y-4">
        {batch.failure && (
          <Notice tone="danger" title="这份文件没有读成">
            {batch.failure}
          </Notice>
        )}
        {closed && <Notice title="这次导入已经结束，读法不能再改" />}
        <ReadingProgress batch={batch} />
        {batch.state === 'previewed' && (
          <Panel title="读到的合计">
            <ReadEffect effect={page.effect} />
          </Panel>
        )}
        {sheets.length > 1 && (
          <Tabs
            label="工作表"
            items={sheets.map(({ name, place, isHere, included, open }) => ({
              label: included ? name : `${name}（不导入）`,
              to: `/imports/${batch.id}/tables/${place}`,
              active: isHere,
              count: open > 0 ? open : undefined,
            }))}
          />
        )}
        <TableList page={page} />
        {!closed && <TableForm key={`${sheet.place} ${batch.version}`} page={page} reply={reply} disabled={working} />}
      </div>
    </Page>
  )
}

/** The tables of a sheet that has several. */
function TableList({ page: { batch, tables, tableCount, number, previous, next } }: TableProps) {
  if (tableCount < 2) return null
  const to = (place: string) => `/imports/${batch.id}/tables/${place}`
  return (
    <nav aria-label="这张工作表里的表" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="text-grey-600">
        第 {number} 张表，共 {tableCount} 张
      </span>
      {previous && <Link to={to(previous)}>上一张</Link>}
      {next && <Link to={to(next)}>下一张</Link>}
      <ul className="flex flex-wrap gap-1">
        {tables.map((table) => (
          <li key={table.place}>
            <Link
              to={to(table.place)}
              aria-current={table.isHere ? 'page' : undefined}
              className={clsx(
                'inline-block rounded border px-2 py-0.5 hover:no-underline',
                table.isHere ? 'border-accent-600 bg-accent-50 font-medium' : 'border-grey-200 text-grey-700',
              )}
            >
              第 {table.top} 行起{table.skipped && '（没有读）'}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function TableForm({ page, reply, disabled }: TableProps & { disabled: boolean }) {
  const { batch, sheet, table, tableCount } = page
  const errors = reply ? (reply.errors.length > 0 ? reply.errors : [{ path: '', message: reply.message ?? '' }]) : []
  const messages = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (reply) messages.current?.focus()
  }, [reply])
  const typed = (name: string, otherwise: string) => {
    const value = reply?.values?.[name]
    return typeof value === 'string' ? value : otherwise
  }
  const wrong = (name: string) => errors.some(({ path }) => path === name) || undefined
  const parts = { page, typed, wrong }
  return (
    <KeptForm method="post" preventScrollReset>
      <fieldset disabled={disabled} className="min-w-0 space-y-4">
        <legend className="sr-only">
          工作表“{sheet.name}”{table && `，表头在第 ${table.top} 行的表`}
        </legend>
        <input type="hidden" name="intent" value="table" />
        <input type="hidden" name="version" value={batch.version} />
        <input type="hidden" name="sheet" value={sheet.name} />
        <input type="hidden" name="top" value={table?.top ?? 0} />
        <FormErrors
          ref={messages}
          errors={errors.map(({ message, path }) => ({ message, controlId: path || undefined }))}
        />
        <HeaderPart {...parts} />
        {table && <TablePart {...parts} isOne={tableCount === 1} />}
        {table && <ColumnsPart {...parts} />}
        {table && <RowsPart {...parts} />}
        <FormActions sticky>
          <Button type="submit" tone="primary">
            按此重新读取
          </Button>
          <LinkButton to={`/imports/${batch.id}`} tone="quiet">
            取消
          </LinkButton>
        </FormActions>
      </fieldset>
    </KeptForm>
  )
}

interface PartProps {
  page: TableProps['page']
  typed: (name: string, otherwise: string) => string
  wrong: (name: string) => true | undefined
}

/** The first rows of the table, of which one is pointed at. */
function HeaderPart({ page: { table, preview, sheet, nameLabel }, typed, wrong }: PartProps) {
  const shown = typed('header', String(table?.top ?? ''))
  const width = Math.max(1, ...preview.map(({ cells }) => cells.findLastIndex((text) => text !== '') + 1))
  const isHeader = (row: number) => table !== null && row >= table.top && row <= table.bottom
  return (
    <Panel title="表头">
      <fieldset className="min-w-0">
        <legend className="mb-2 text-sm text-grey-700">
          {table
            ? `表头是第 ${table.top === table.bottom ? table.top : `${table.top}–${table.bottom}`} 行。不对的，选中真正的表头（几行的选第一行）：`
            : `工作表“${sheet.name}”里没有认出“${nameLabel}”一类的表头。如要导入，选中表头所在的行：`}
        </legend>
        <div className="overflow-x-auto">
          <table className="text-left text-sm">
            <tbody>
              {preview.map(({ row, cells }) => (
                <tr key={row} className={clsx('border-t border-grey-200', isHeader(row) && 'bg-accent-50 font-medium')}>
                  <th scope="row" className="whitespace-nowrap py-1 pr-3 font-normal">
                    <label className="flex cursor-pointer items-center gap-2">
                      <input
                        type="radio"
                        name="header"
                        value={row}
                        defaultChecked={shown === String(row)}
                        className="tick rounded-full"
                      />
                      第 {row} 行
                    </label>
                  </th>
                  {cells.slice(0, width).map((text, at) => (
                    <td key={at} className="max-w-[9rem] truncate whitespace-nowrap px-2 py-1">
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
              <tr className="border-t border-grey-200">
                <th scope="row" className="whitespace-nowrap py-1 pr-3 font-normal">
                  <label className="flex cursor-pointer items-center gap-2">
                    <input
                      type="radio"
                      name="header"
                      value="other"
                      defaultChecked={shown === 'other'}
                      className="tick rounded-full"
                    />
                    其他行
                  </label>
                </th>
                <td colSpan={width} className="py-1">
                  <span className="flex items-center gap-1.5">
                    第
                    <Input
                      id="headerOther"
                      name="headerOther"
                      aria-label="表头所在的其他行"
                      inputMode="numeric"
                      defaultValue={typed('headerOther', '')}
                      aria-invalid={wrong('headerOther')}
                      className="!w-20"
                    />
                    行
                  </span>
                </td>
              </tr>
            </tbody>
          </table>
        </div>
        <label htmlFor="levels" className="mt-2 flex flex-wrap items-center gap-2 text-sm">
          表头行数
          <Select
            id="levels"
            name="levels"
            blank="自动识别"
            options={['1', '2', '3', '4'].map((value) => ({ value, label: `${value} 行` }))}
            defaultValue={typed('levels', '')}
            className="!w-28"
          />
        </label>
      </fieldset>
    </Panel>
  )
}

/** Where the table ends, whether it is read, and whether the sheet is. */
function TablePart({ page: { sheet, table }, typed, wrong, isOne }: PartProps & { isOne: boolean }) {
  if (!table) return null
  const known = [
    table.title && `标题“${table.title}”`,
    table.amountUnit && `表外写明单位${AMOUNT_UNITS[table.amountUnit]}`,
    table.reportedBy && `填报单位 ${table.reportedBy}`,
    table.statedOn && `填表日期 ${table.statedOn}`,
  ].filter(Boolean)
  return (
    <Panel title="这张表">
      {table.skipped === 'nameless' && (
        <p className="mb-3 text-warning">看不出哪一列是名称，这张表没有读。请在下面指定，或选“不导入”。</p>
      )}
      {known.length > 0 && <p className="mb-3 text-sm text-grey-600">{known.join('，')}</p>}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <label htmlFor="fate" className="flex items-center gap-2">
          这张表
          <Select
            id="fate"
            name="fate"
            options={[
              { value: 'read', label: '导入' },
              { value: 'leave', label: '不导入' },
              ...(isOne ? [] : [{ value: 'join', label: '不是另一张表，并入上一张' }]),
            ]}
            defaultValue={typed('fate', table.skipped === 'byUser' ? 'leave' : 'read')}
            className="!w-auto"
          />
        </label>
        <label htmlFor="through" className="flex flex-wrap items-center gap-2">
          到第
          <Input
            id="through"
            name="through"
            inputMode="numeric"
            defaultValue={typed('through', table.through === null ? '' : String(table.through))}
            aria-invalid={wrong('through')}
            className="!w-20"
          />
          行为止（空：到下一张表或表末）
        </label>
        <label htmlFor="year" className="flex flex-wrap items-center gap-2">
          不写年份的日期是
          <Input
            id="year"
            name="year"
            inputMode="numeric"
            maxLength={4}
            defaultValue={typed('year', table.year === null ? '' : String(table.year))}
            aria-invalid={wrong('year')}
            className="!w-20"
          />
          年
        </label>
        <label htmlFor="addHeader" className="flex flex-wrap items-center gap-2">
          另有一张表，表头在第
          <Input
            id="addHeader"
            name="addHeader"
            inputMode="numeric"
            defaultValue={typed('addHeader', '')}
            aria-invalid={wrong('addHeader')}
            className="!w-20"
          />
          行
        </label>
        <input type="hidden" name="sheetShown" value="true" />
        <Checkbox
          id="sheetIncluded"
          name="sheetIncluded"
          value="on"
          label={`导入工作表“${sheet.name}”`}
          defaultChecked={sheet.skipped === null}
        />
      </div>
    </Panel>
  )
}

/** Each column with its first cells, what it was taken for, how surely and why, and its unit. */
function ColumnsPart({ page: { columns, table, options, measured }, typed, wrong }: PartProps) {
  const units = {
    amount: keysOf(AMOUNT_UNITS).map((value) => ({ value, label: AMOUNT_UNITS[value] })),
    area: keysOf(AREA_UNITS).map((value) => ({ value, label: AREA_UNITS[value] })),
  }
  const around = {
    amount: table?.amountUnit ? AMOUNT_UNITS[table.amountUnit] : null,
    area: table?.areaUnit ? AREA_UNITS[table.areaUnit] : null,
  }
  return (
    <Panel title="各列">
      <ul className="grid grid-cols-1 gap-x-8 gap-y-3 lg:grid-cols-2">
        {columns.map((column) => {
          const name = CHOICE_NAMES.field(column.column)
          const kind = column.field === null ? undefined : measured[column.field]
          return (
            <li key={column.column} className="flex items-start gap-2">
              <span className="mt-1.5 w-7 flex-none text-right text-sm text-grey-600">{column.column}</span>
              <div className="min-w-0 flex-1">
                <label htmlFor={name} className="block truncate" title={column.header}>
                  {column.header || '（无表头）'}
                </label>
                <span className="block truncate text-xs text-grey-600" title={column.samples.join('、')}>
                  {column.samples.join('、') || '没有内容'}
                </span>
                <ColumnReason column={column} />
              </div>
              <span className="flex w-36 flex-none flex-col gap-1">
                <Select
                  id={name}
                  name={name}
                  blank="不导入"
                  options={options.fields}
                  defaultValue={typed(name, column.field ?? '')}
                  aria-invalid={wrong(name)}
                />
                {kind && (
                  <Select
                    name={CHOICE_NAMES.unit(column.column)}
                    aria-label={`${column.header}的单位`}
                    blank={around[kind] ? `按表外：${around[kind]}` : column.unitUnclear ? '单位不明' : '未注明单位'}
                    options={units[kind]}
                    defaultValue={typed(CHOICE_NAMES.unit(column.column), unitShown(column))}
                  />
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

type Column = TablePage['columns'][number]

function ColumnReason({ column: { field, by, confidence, reason, header } }: { column: Column }) {
  if (header === '' && field === null) return null
  const isDoubtful = by === 'contradicted' || (by === 'guess' && field !== null && confidence < ASKED)
  if (isDoubtful)
    return (
      <span className="mt-0.5 flex items-start gap-1.5 text-xs text-grey-700">
        <Badge tone="warning">请核对</Badge>
        <span className="min-w-0">{reason}</span>
      </span>
    )
  if (by !== 'guess') return <span className="mt-0.5 block text-xs text-accent-700">{reason}</span>
  if (field === null && confidence === 0) return null
  const sure = field === null ? '' : confidence >= SURE ? '有把握：' : '较有把握：'
  return (
    <span className="mt-0.5 block text-xs text-grey-600">
      {sure}
      {reason}
    </span>
  )
}

/** From here on nothing need be looked at. */
const SURE = 0.86

/** The rows that are no data, and one more that somebody names. */
function RowsPart({ page, typed, wrong }: PartProps) {
  const { rows, rowCount, options, subject } = page
  const pages = usePages({ total: rowCount, page: page.page, size: page.size, shown: rows.length })
  const meanings = [{ value: UNSAID, label: '看不出' }, ...options.meanings]
  return (
    <Panel title={`分组、合计和其他不作为${subject}的行`}>
      {rows.length === 0 && <p className="text-sm text-grey-600">没有这样的行，表头以下每一行都按{subject}读。</p>}
      <ul className="space-y-2">
        {rows.map(({ row, beside, label, kind, means, isChosen }) => {
          const kindName = CHOICE_NAMES.kind({ row, beside })
          const meansName = CHOICE_NAMES.means({ row, beside })
          return (
            <li key={`${row}:${beside}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <label htmlFor={kindName} className="flex min-w-0 flex-1 basis-56 items-baseline gap-2">
                <span className="w-16 flex-none text-sm text-grey-600">第 {row} 行</span>
                <span className="min-w-0 truncate" title={label}>
                  {label}
                </span>
                {isChosen && <span className="flex-none text-xs text-accent-700">按您的选择</span>}
              </label>
              <Select
                id={kindName}
                name={kindName}
                options={kind === null ? [{ value: '', label: '待定，先不导入' }, ...options.kinds] : options.kinds}
                defaultValue={typed(kindName, kind ?? '')}
                className="!w-40"
              />
              {(kind === 'group' || kind === 'rollup') && (
                <Select
                  name={meansName}
                  aria-label={`第 ${row} 行“${label}”的含义`}
                  options={means === null ? meanings : options.meanings}
                  defaultValue={typed(meansName, means ?? UNSAID)}
                  className="!w-48"
                />
              )}
            </li>
          )
        })}
      </ul>
      {rowCount > rows.length && <Pager {...pages} unit="行" />}
      <div className="mt-3 flex flex-wrap items-center gap-2 border-t border-grey-200 pt-3">
        <label htmlFor="moreRow">另外，第</label>
        <Input
          id="moreRow"
          name="moreRow"
          inputMode="numeric"
          defaultValue={typed('moreRow', '')}
          aria-invalid={wrong('moreRow')}
          className="!w-20"
        />
        <label htmlFor="moreKind">行是</label>
        <Select
          id="moreKind"
          name="moreKind"
          options={options.kinds}
          defaultValue={typed('moreKind', 'total')}
          className="!w-40"
        />
        <Select
          name="moreMeans"
          aria-label="分组标题的含义"
          options={[{ value: UNSAID, label: '（分组标题：自动识别）' }, ...options.meanings]}
          defaultValue={typed('moreMeans', UNSAID)}
          className="!w-48"
        />
      </div>
    </Panel>
  )
}
