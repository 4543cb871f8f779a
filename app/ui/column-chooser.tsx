import { Form, useLocation, useSearchParams } from '@remix-run/react'
import { Columns3 } from 'lucide-react'
import { Button, buttonClass } from './button'
import { Checkbox } from './choice'
import { Disclosure } from './disclosure'
import { chosenColumns } from './table'
import type { Column } from './table'

/** Ticks for the columns, kept in the URL as `columns=a,b`; a plain form, so it works without JavaScript. */
export function ColumnChooser<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const [params] = useSearchParams()
  const { pathname, key } = useLocation()
  const shown = new Set(chosenColumns(columns, params.getAll('columns')).map((column) => column.key))
  return (
    <Disclosure
      label={
        <>
          <Columns3 aria-hidden className="h-4 w-4" strokeWidth={1.75} />列
        </>
      }
      summaryClass={buttonClass('plain')}
      align="right"
    >
      <Form method="get" action={pathname} preventScrollReset key={key} className="w-44 p-3">
        {[...params]
          .filter(([name]) => name !== 'columns')
          .map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
        <div className="max-h-72 space-y-1.5 overflow-y-auto">
          {columns
            .filter((column) => !column.fixed && !column.primary)
            .map((column) => (
              <Checkbox
                key={column.key}
                name="columns"
                value={column.key}
                label={column.head}
                defaultChecked={shown.has(column.key)}
              />
            ))}
        </div>
        <Button type="submit" tone="primary" size="small" className="mt-3 w-full">
          显示
        </Button>
      </Form>
    </Disclosure>
  )
}
