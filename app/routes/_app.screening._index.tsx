import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useSearchParams } from '@remix-run/react'
import { FileSpreadsheet } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { CANDIDATES } from '~/screening/domain/comparison'
import { VERDICT_NAMES, VERDICTS } from '~/screening/domain/rules/rule-set'
import { screeningFilter, STATE_NAMES, STATES } from '~/screening/domain/screening'
import { listScreenings } from '~/screening/server/read-screening'
import { ScreeningList } from '~/screening/ui/screening-list'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { Button, LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'

export const meta: MetaFunction = () => pageTitle('项目预审')

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values } = readAddress(screeningFilter, search)
  return { ...(await listScreenings(context, { ...values, page, limit: SIZE })), page, values }
}

export default function Screenings() {
  const { items, total, page, values } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active = [
    ...(values.q ? [{ params: ['q'], label: '项目名称含', value: values.q }] : []),
    ...(values.verdict ? [{ params: ['verdict'], label: '结论', value: VERDICT_NAMES[values.verdict] }] : []),
    ...(values.state ? [{ params: ['state'], label: '状态', value: STATE_NAMES[values.state] }] : []),
  ]
  return (
    <Page
      title="项目预审"
      note="产业契合、亩均税收、项目能耗，逐项写明依据、差多少、怎样改就够。只列您可以查看的项目。"
      actions={
        <>
          <LinkButton to="/screening/rules" tone="quiet">
            规则集
          </LinkButton>
          {total > 0 && (
            <LinkButton to={`/screening.xlsx?${params}`} reloadDocument icon={FileSpreadsheet}>
              导出
            </LinkButton>
          )}
          <LinkButton to="/screening/quick">速判</LinkButton>
        </>
      }
    >
      <ScreeningTabs />
      <FilterBar active={active}>
        <Field label="项目名称" name="q" hideLabel className="w-full sm:w-52">
          <Input type="search" placeholder="项目名称" defaultValue={values.q ?? ''} />
        </Field>
        <Field label="结论" name="verdict" hideLabel className="w-[calc(50%-4px)] sm:w-44">
          <Select
            blank="全部结论"
            defaultValue={values.verdict ?? ''}
            options={VERDICTS.map((value) => ({ value, label: VERDICT_NAMES[value] }))}
          />
        </Field>
        <Field label="状态" name="state" hideLabel className="w-[calc(50%-4px)] sm:w-36">
          <Select
            blank="全部状态"
            defaultValue={values.state ?? ''}
            options={STATES.map((value) => ({ value, label: STATE_NAMES[value] }))}
          />
        </Field>
      </FilterBar>
      <Form method="get" action="/screening/compare" className="panel">
        <ScreeningList
          pick
          rows={items}
          empty={
            active.length > 0 ? (
              <EmptyState title="没有符合条件的预审" actions={<LinkButton to="/screening">看全部</LinkButton>} />
            ) : (
              <EmptyState title="还没有预审">在项目档案里发起，或先用速判试算。</EmptyState>
            )
          }
        />
        {items.length > 1 && (
          <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 border-t border-grey-200 px-4 py-2 print:hidden">
            <span className="text-sm text-grey-600">{`勾选 2 到 ${CANDIDATES} 个，并排看结论、逐项和方案`}</span>
            <Button type="submit" size="small">
              比较勾选的
            </Button>
          </div>
        )}
        {total > SIZE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="次预审" />
          </div>
        )}
      </Form>
    </Page>
  )
}
