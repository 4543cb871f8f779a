import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { quickLook } from '~/screening/domain/quick-look'
import { termsInForce } from '~/screening/server/energy-terms'
import { chooseRuleSet } from '~/screening/server/rule-sets'
import { QuickLook } from '~/screening/ui/quick-look'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { formValues } from '~/ui/form-values'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('速判')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.evaluate')
  const { rules, ...values } = formValues(new URL(args.request.url).searchParams)
  const { ruleSet, choices } = await chooseRuleSet(context, rules)
  const today = businessDay(context.now)
  const terms = await termsInForce(today)
  return { ruleSet, choices, today, terms, looked: quickLook(ruleSet, values, today, terms) }
}

export default function QuickLookPage() {
  return (
    <Page title="速判" note="投资方在电话里时，填几个数就知道够不够条件、差多少、怎样改就够。">
      <ScreeningTabs />
      <QuickLook {...useLoaderData<typeof loader>()} />
    </Page>
  )
}
