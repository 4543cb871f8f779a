import { Form, useLocation } from '@remix-run/react'
import { Columns3 } from 'lucide-react'
import { Button, buttonClass } from './button'
import { Checkbox } from './choice'
import { Disclosure } from './disclosure'
import type { Column } from './table'

interface ColumnChooserProps<Row> {
  columns: readonly Column<Row>[]
  /** keys of those that are shown */
  shown: readonly string[]
}

/** Ticks for the columns, posted to the page as `columns[]`; choosing none is back to the usual ones. */
export function ColumnChooser<Row>({ columns, shown }: ColumnChooserProps<Row>) {
  const { key } = useLocation()
  const choices = columns.filter((column) => !column.fixed && !column.primary)
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
      <Form method="post" preventScrollReset key={`${key} ${shown.join()}`} className="p-4">
        <p className="mb-3 text-sm text-grey-600">勾选列表显示的列，换一台电脑登录也是这些。</p>
        <div className="grid max-h-[min(360px,60vh)] w-[min(460px,80vw)] grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-3">
          {choices.map((column) => (
            <Checkbox
              key={column.key}
              name="columns[]"
              value={column.key}
              label={column.head}
              defaultChecked={shown.includes(column.key)}
            />
          ))}
        </div>
        <div className="mt-4 flex gap-2">
          <Button type="submit" tone="primary">
            显示
          </Button>
          <Button type="submit" name="usual" value="1">
            恢复默认
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
