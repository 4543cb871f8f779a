import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { INDUSTRY_LEVEL_NAMES, INDUSTRY_STANDARD } from '~/parks/domain/industry-code'
import { searchIndustries, type ClassifiedIndustry } from '~/parks/server/industries'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'

export const meta: MetaFunction = () => pageTitle('行业代码')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  await requireContext(args, 'park.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const q = search.get('q')?.trim().slice(0, 100) ?? ''
  return { ...searchIndustries(q, { offset: (page - 1) * SIZE, limit: SIZE }), page, q }
}

const below = ({ code }: ClassifiedIndustry) => `/industries?q=${code}`

const columns: Column<ClassifiedIndustry>[] = [
  { key: 'code', head: '代码', nowrap: true, cell: ({ code, section }) => (code === section ? code : section + code) },
  { key: 'level', head: '层次', nowrap: true, cell: ({ level }) => INDUSTRY_LEVEL_NAMES[level] },
  { key: 'name', head: '名称', primary: true, cell: ({ name }) => name },
]

export default function Industries() {
  const { items, total, page, q } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page
      title="行业代码"
      width="reading"
      note={`${INDUSTRY_STANDARD}。按代码（如 C35、3511，连同下级）或名称的几个字查。`}
    >
      <FilterBar active={q ? [{ params: ['q'], label: '搜索', value: q }] : []}>
        <Input
          type="search"
          name="q"
          defaultValue={q}
          placeholder="代码或名称"
          aria-label="代码或名称"
          className="sm:!w-56"
        />
      </FilterBar>
      <div className="panel">
        <DataTable
          caption={INDUSTRY_STANDARD}
          columns={columns}
          rows={items}
          rowKey={({ code }) => code}
          rowTo={below}
          sortParam={null}
          dense
          empty={<EmptyState title="没有这个行业">换个词，或只输入代码的前两位再查。</EmptyState>}
        />
        {total > SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个行业" />
          </div>
        )}
      </div>
    </Page>
  )
}
