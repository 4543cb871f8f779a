import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { RULES } from '~/settings/domain/rules'
import { ruleHistory } from '~/settings/server/rule-history'
import { setRule } from '~/settings/server/set-rule'
import { RuleForm } from '~/settings/ui/rule-form'
import { RuleValues } from '~/settings/ui/rule-values'
import { businessDay, businessTime } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { EmptyState } from '~/ui/empty-state'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data && RULES[data.kind].label)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'rule.read')
  return { ...(await ruleHistory(context, args.params.kind)), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'rule.read')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await setRule(context, args.params.kind, values)
    return redirectWithFlash(`/settings/rules/${args.params.kind}`, '已保存，历史在下面')
  })
}

export default function Rule() {
  const { kind, versions, latest, now, maySet, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { label, note } = RULES[kind]
  return (
    <Page
      title={label}
      width="reading"
      note={note}
      crumbs={[{ label: '名称与规则', to: '/settings/rules' }, { label }]}
    >
      <div className="space-y-4">
        <Panel title={maySet ? '修改' : '现行'}>
          {maySet ? (
            <RuleForm key={latest} kind={kind} data={now.data} version={latest} today={today} reply={reply} />
          ) : (
            <RuleValues kind={kind} data={now.data} />
          )}
        </Panel>
        <Panel title="历史">
          {versions.length === 0 && <EmptyState compact title="还没有改过" />}
          <ol className="divide-y divide-grey-200">
            {versions.map(({ version, effectiveOn, data, source, recordedAt, recordedByName }) => (
              <li key={version} className="py-2.5 first:pt-0 last:pb-0">
                <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
                  <span className="font-medium">{effectiveOn} 起</span>
                  {version === now.version && <Badge tone="good">现行</Badge>}
                  <span className="text-sm text-grey-600">
                    {recordedByName}，{businessTime(recordedAt)}
                  </span>
                </p>
                <div className="mt-1 text-sm">
                  <RuleValues kind={kind} data={data} />
                  {source && <p className="mt-1 text-grey-600">依据：{source}</p>}
                </div>
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </Page>
  )
}
