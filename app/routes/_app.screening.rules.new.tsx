import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { newSetInput } from '~/screening/domain/rules/new-set'
import { createRuleSet } from '~/screening/server/edit-rule-set'
import { listAllRuleSets } from '~/screening/server/rule-set-list'
import { NewSetForm } from '~/screening/ui/rules/new-set-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('新建规则集')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const rows = await listAllRuleSets(context)
  const from = rows.find(({ id }) => id === new URL(args.request.url).searchParams.get('from'))
  return {
    values: { from: from?.id ?? '', name: from?.name ?? '', id: from ? `${from.id.slice(0, 54)}-local` : '' },
    sets: rows
      .filter(({ readyMade, number }) => readyMade || number !== null)
      .map(({ id, name, readyMade }) => ({ value: id, label: name, group: readyMade ? '样板' : '本地' })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const input = parseInput(newSetInput, values)
    await createRuleSet(context, input)
    return redirectWithFlash(`/screening/rules/${input.id}/edit`, '草稿已建立，改好后发布')
  })
}

export default function NewRuleSet() {
  const { values, sets } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="新建规则集"
      width="reading"
      crumbs={[{ label: '预审规则集', to: '/screening/rules' }, { label: '新建' }]}
    >
      <Panel>
        <NewSetForm key={values.from} values={values} sets={sets} reply={reply} />
      </Panel>
    </Page>
  )
}
