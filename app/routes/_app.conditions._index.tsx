import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { CONDITION_STATE_NAMES, CONDITION_STATES } from '~/screening/domain/opinions/opinion'
import { listConditions } from '~/screening/server/opinions/conditions'
import { ConditionTable } from '~/screening/ui/opinions/opinion-table'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { blankIsAbsent } from '~/shared/field-inputs'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FilterBar } from '~/ui/filter-bar'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'

export const meta: MetaFunction = () => pageTitle('附带条件')

const SIZE = 30

const asked = z.object({ state: blankIsAbsent(z.enum(CONDITION_STATES)), unit: blankIsAbsent(z.uuid()) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'opinion.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values } = readAddress(asked, search)
  const listed = await listConditions(context, { state: values.state, unitId: values.unit, page, limit: SIZE })
  return { ...listed, page, values }
}

export default function Conditions() {
  const { items, total, page, values } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active = [
    ...(values.state ? [{ params: ['state'], label: '状态', value: CONDITION_STATE_NAMES[values.state] }] : []),
    ...(values.unit ? [{ params: ['unit'], label: '单位', value: '提出或落实的单位' }] : []),
  ]
  return (
    <Page title="附带条件" note="部门有条件同意、会议原则通过时提出的条件，逐条跟踪到销号。“待落实”含逾期的。">
      <ScreeningTabs />
      <FilterBar active={active}>
        <Field label="状态" name="state" hideLabel className="w-full sm:w-40">
          <Select
            blank="全部状态"
            defaultValue={values.state ?? ''}
            options={CONDITION_STATES.map((value) => ({ value, label: CONDITION_STATE_NAMES[value] }))}
          />
        </Field>
      </FilterBar>
      <div className="panel">
        <ConditionTable
          rows={items}
          empty={
            active.length > 0 ? (
              <EmptyState title="没有符合条件的条件" actions={<LinkButton to="/conditions">看全部</LinkButton>} />
            ) : (
              <EmptyState title="还没有附带条件">部门有条件同意、会议原则通过时逐条登记。</EmptyState>
            )
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="条" />
          </div>
        )}
      </div>
    </Page>
  )
}
