import { expect, test } from 'vitest'
import { rendered, tagWith } from '~test/rendered'
import { DataTable, chosenColumns } from './table'
import type { Column } from './table'

interface Row {
  id: string
  name: string
  amount: number | null
}
const columns: Column<Row>[] = [
  { key: 'name', head: '名称', primary: true, sort: 'name', cell: (row) => row.name },
  {
    key: 'amount',
    head: '金额',
    unit: '万元',
    align: 'right',
    sort: 'amount',
    descendingFirst: true,
    cell: (row) => row.amount,
  },
  { key: 'note', head: '备注', cell: () => '无' },
]
const rows: Row[] = [
  { id: '1', name: '甲', amount: 12 },
  { id: '2', name: '乙', amount: null },
]
const table = (at: string) =>
  rendered(
    <DataTable
      caption="清单"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowTo={(row) => `/things/${row.id}`}
      defaultSort="name"
    />,
    at,
  )

test('a head is a link that sorts, turns the order at the second click and goes back to the first page', () => {
  expect(table('/list?q=x&page=3')).toContain('href="/list?q=x&amp;sort=-amount"')
  expect(table('/list?sort=-amount')).toContain('href="/list?sort=amount"')
  expect(tagWith(table('/list?sort=-amount'), 'aria-sort')).toContain('descending')
  expect(tagWith(table('/list'), 'aria-sort')).toContain('ascending')
})

test('a row is named by a header cell that links to it', () => {
  const html = table('/list')
  expect(html).toContain('scope="row"')
  expect(html).toContain('href="/things/1"')
})

test('nothing recorded is a dash, not a zero', () => {
  expect(table('/list')).toContain('title="未填"')
})

test('of the columns those that are chosen stand, in their order, and the naming one always', () => {
  const keys = (chosen: string[]) => chosenColumns(columns, chosen).map((column) => column.key)
  expect(keys([])).toEqual(['name'])
  expect(keys(['note', 'amount'])).toEqual(['name', 'amount', 'note'])
})

test('an empty list shows what to do instead of a bare head', () => {
  const html = rendered(
    <DataTable caption="清单" columns={columns} rows={[]} rowKey={(row) => row.id} empty={<p>先登记一个</p>} />,
  )
  expect(html).toContain('先登记一个')
  expect(html).not.toContain('<table')
})
