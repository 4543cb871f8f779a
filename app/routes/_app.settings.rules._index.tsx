import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { RULES } from '~/settings/domain/rules'
import { listRules } from '~/settings/server/rule-history'
import { RuleValues } from '~/settings/ui/rule-values'
import { pageTitle } from '~/shared/product'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('名称与规则')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'rule.read')
  return { rules: await listRules(context) }
}

export default function Rules() {
  const { rules } = useLoaderData<typeof loader>()
  return (
    <Page
      title="名称与规则"
      width="reading"
      note="各地、各年不同的名称和标准；改动从生效日期起算，以前的数字不变，历史都留着。"
    >
      <div className="space-y-4">
        {rules.map(({ kind, now, next }) => (
          <Panel
            key={kind}
            title={RULES[kind].label}
            actions={
              <Link to={`/settings/rules/${kind}`} className="text-sm">
                修改与历史
              </Link>
            }
          >
            <RuleValues kind={kind} data={now?.data ?? RULES[kind].preset} />
            <p className="mt-2 text-sm text-grey-600">
              {RULES[kind].note}
              {next && `${next.effectiveOn} 起有新的规定。`}
            </p>
          </Panel>
        ))}
      </div>
    </Page>
  )
}
