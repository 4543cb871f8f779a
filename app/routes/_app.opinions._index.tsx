import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { OPINION_STATE_NAMES, OPINION_STATES, type OpinionState } from '~/screening/domain/opinions/opinion'
import { listOpinions } from '~/screening/server/opinions/read-opinions'
import { OpinionTable } from '~/screening/ui/opinions/opinion-table'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { blankIsAbsent } from '~/shared/field-inputs'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FilterBar } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'

export const meta: MetaFunction = () => pageTitle('部门意见')

const SIZE = 30

const stateWord = (state: OpinionState) => `${OPINION_STATE_NAMES[state]}${state === 'waiting' ? '（含逾期）' : ''}`

const asked = z.object({
  q: blankIsAbsent(z.string().trim().max(100)),
  state: blankIsAbsent(z.enum(OPINION_STATES)),
  unit: blankIsAbsent(z.uuid()),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'opinion.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values } = readAddress(asked, search)
  const { q, state, unit: unitId } = values
  const listed = await listOpinions(context, { q, state, unitId, page, limit: SIZE })
  return { ...listed, page, values, ownUnitId: context.actor.unitId }
}

export default function Opinions() {
  const { items, total, page, values, ownUnitId } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const own = values.unit !== undefined && values.unit === ownUnitId
  const active = [
    ...(values.q ? [{ params: ['q'], label: '项目名称含', value: values.q }] : []),
    ...(values.state ? [{ params: ['state'], label: '状态', value: stateWord(values.state) }] : []),
    ...(values.unit ? [{ params: ['unit'], label: '部门', value: own ? '本单位' : '所选部门' }] : []),
  ]
  return (
    <Page title="部门意见" note="向会审部门征求的意见；期限按工作日计，当天答复的仍算按时。只列您可以查看的项目。">
      <ScreeningTabs />
      <FilterBar active={active}>
        <Field label="项目名称" name="q" hideLabel className="w-full sm:w-52">
          <Input type="search" placeholder="项目名称" defaultValue={values.q ?? ''} />
        </Field>
        <Field label="状态" name="state" hideLabel className="w-[calc(50%-4px)] sm:w-36">
          <Select
            blank="全部状态"
            defaultValue={values.state ?? ''}
            options={OPINION_STATES.map((value) => ({ value, label: stateWord(value) }))}
          />
        </Field>
        {ownUnitId && (
          <Field label="部门" name="unit" hideLabel className="w-[calc(50%-4px)] sm:w-36">
            <Select
              blank="全部部门"
              defaultValue={values.unit ?? ''}
              options={[
                { value: ownUnitId, label: '本单位' },
                ...(values.unit && !own ? [{ value: values.unit, label: '所选部门' }] : []),
              ]}
            />
          </Field>
        )}
      </FilterBar>
      <div className="panel">
        <OpinionTable
          rows={items}
          empty={
            active.length > 0 ? (
              <EmptyState title="没有符合条件的意见" actions={<LinkButton to="/opinions">看全部</LinkButton>} />
            ) : (
              <EmptyState title="还没有征求部门意见">在项目的预审结果页上，招商局按模板向各部门征求意见。</EmptyState>
            )
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="份" />
          </div>
        )}
      </div>
    </Page>
  )
}
