import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { listAllRuleSets } from '~/screening/server/rule-set-list'
import { switchRuleSet } from '~/screening/server/use-rule-set'
import { RuleSetList } from '~/screening/ui/rules/rule-set-list'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('预审规则集')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.read')
  return { rows: await listAllRuleSets(context), mayManage: can(context.actor, 'ruleSet.manage') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const told = await switchRuleSet(context, values)
    return redirectWithFlash('/screening/rules', told)
  })
}

export default function RuleSets() {
  const { rows, mayManage } = useLoaderData<typeof loader>()
  const own = rows.filter(({ readyMade }) => !readyMade)
  const begin = (
    <LinkButton to="/screening/rules/new" tone="primary" icon={Plus}>
      新建规则集
    </LinkButton>
  )
  return (
    <Page
      title="预审规则集"
      crumbs={[{ label: '项目预审', to: '/screening' }, { label: '规则集' }]}
      note="项目按启用的规则集预审；几套同时适用的，从严，两者都列出。"
      actions={
        mayManage && (
          <>
            <LinkButton to="/screening/runs">全部重判</LinkButton>
            {begin}
          </>
        )
      }
    >
      <div className="space-y-4">
        <Panel title="本地" flush>
          {own.length === 0 ? (
            <EmptyState compact title="还没有本地的规则集">
              从下面的样板取一套，按本地文件改好、发布，项目就按它预审；样板也可以直接启用。
            </EmptyState>
          ) : (
            <RuleSetList caption="本地规则集" rows={own} mayManage={mayManage} />
          )}
        </Panel>
        <Panel title="样板" flush>
          <RuleSetList caption="样板" rows={rows.filter(({ readyMade }) => readyMade)} mayManage={mayManage} />
        </Panel>
      </div>
    </Page>
  )
}
