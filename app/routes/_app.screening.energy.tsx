import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { termsInForce } from '~/screening/server/energy-terms'
import { EnergyFacts } from '~/screening/ui/energy-facts'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('能耗系数和审查')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.evaluate')
  const today = businessDay(context.now)
  return { today, terms: await termsInForce(today), maySet: can(context.actor, 'rule.set') }
}

export default function EnergyFactsPage() {
  const { maySet, ...facts } = useLoaderData<typeof loader>()
  return (
    <Page
      title="能耗系数和审查"
      note="预审按这里的系数折标、按这里的规定说明由哪一级审查。系数随系统提供，每个都写明出处；标“待核”的没有见到原件。"
      crumbs={[{ label: '项目预审', to: '/screening' }, { label: '能耗系数和审查' }]}
      actions={maySet && <LinkButton to="/settings/rules/energyReview">设置本省规定</LinkButton>}
    >
      <EnergyFacts {...facts} />
    </Page>
  )
}
