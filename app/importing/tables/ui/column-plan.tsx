import type { ReactElement } from 'react'
import type { FieldError } from '~/shared/errors'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { KeptForm } from '~/ui/draft/kept-form'
import { FormActions, FormErrors } from '~/ui/form'
import { Select } from '~/ui/select'
import { columnKey, columnName, includeName } from '../domain/columns-given'
import type { PlanColumn, SheetPlan, TablePlan } from '../domain/plan'

interface ColumnPlanProps {
  plans: readonly SheetPlan[]
  /** what a column can hold */
  options: readonly { value: string; label: string }[]
  /** what the column that names a row is called */
  nameLabel: string
  version: number
  errors: readonly FieldError[]
  /** what the form carried when it was refused */
  values?: Record<string, unknown>
}

/** How each column was understood, to be corrected; the file is then read again. */
export function ColumnPlan({ plans, options, nameLabel, version, errors, values }: ColumnPlanProps) {
  const kept = (name: string, otherwise: string) => {
    const typed = values?.[name]
    return typeof typed === 'string' ? typed : otherwise
  }
  return (
    <KeptForm method="post" preventScrollReset>
      <input type="hidden" name="intent" value="columns" />
      <input type="hidden" name="version" value={version} />
      <FormErrors errors={errors.map(({ message, path }) => ({ message, controlId: path }))} />
      {plans.map((plan) => (
        <fieldset key={plan.name} className="mb-5" id={`sheet:${plan.name}`}>
          <legend className="flex w-full flex-wrap items-center gap-x-4 gap-y-1 border-b border-grey-200 pb-2">
            <span className="font-medium">{plan.name}</span>
            <Checkbox
              name={includeName(plan.name)}
              value="on"
              label="导入这张表"
              defaultChecked={values ? values[includeName(plan.name)] !== undefined : plan.included}
            />
            {plan.skipped === 'noHeader' && <Badge tone="warning">没有找到表头</Badge>}
            {plan.skipped === 'hidden' && <Badge>隐藏的工作表</Badge>}
          </legend>
          {plan.tables.length === 0 && (
            <p className="mt-2 text-sm text-grey-600">这张表里没有“{nameLabel}”一类的表头，不会导入。</p>
          )}
          {plan.tables.map((table, at) => (
            <Columns key={table.top} table={table}>
              {(column) => {
                const name = columnName(plan.name, columnKey(at, column.column))
                return (
                  <Select
                    id={name}
                    name={name}
                    blank="不导入"
                    options={options}
                    defaultValue={kept(name, column.field ?? '')}
                    aria-invalid={errors.some(({ path }) => path === name) || undefined}
                    className="!w-36 flex-none"
                  />
                )
              }}
            </Columns>
          ))}
        </fieldset>
      ))}
      <FormActions>
        <Button type="submit">按此重新读取</Button>
      </FormActions>
    </KeptForm>
  )
}

/** The columns of a table with their first cells, and beside each what it holds. */
function Columns({
  table,
  children,
}: {
  table: TablePlan
  children: (column: PlanColumn) => ReactElement<{ id: string }>
}) {
  return (
    <>
      <p className="mt-2 text-sm text-grey-600">{surroundings(table)}</p>
      <ul className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
        {table.columns.map((column) => {
          const control = children(column)
          return (
            <li key={column.column} className="flex items-center gap-2">
              <span className="w-7 flex-none text-right text-sm text-grey-600">{column.column}</span>
              <label htmlFor={control.props.id} className="min-w-0 flex-1">
                <span className="block truncate" title={column.header}>
                  {column.header || '（无表头）'}
                </span>
                <span className="block truncate text-xs text-grey-600" title={column.samples.join('、')}>
                  {column.samples.join('、') || '没有内容'}
                </span>
              </label>
              {control}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function surroundings(table: TablePlan): string {
  const known = [
    table.title && `标题“${table.title}”`,
    `表头在第 ${table.top === table.bottom ? table.top : `${table.top}–${table.bottom}`} 行`,
    table.year && `不写年份的日期按 ${table.year} 年`,
    table.reportedBy && `填报单位 ${table.reportedBy}`,
    table.statedOn && `填表日期 ${table.statedOn}`,
  ]
  return known.filter(Boolean).join('，')
}
