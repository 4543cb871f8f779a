import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { draftFrom } from '~/screening/domain/rules/draft'
import { changedDraft } from '~/screening/domain/rules/draft-rows'
import { editInput, publishInput } from '~/screening/domain/rules/new-set'
import { discardDraft, editableRuleSet, saveDraft } from '~/screening/server/edit-rule-set'
import { publishRuleSet } from '~/screening/server/publish-rule-set'
import { listParksToChoose } from '~/screening/server/rule-set-list'
import { DiscardDraft, RuleSetEditor } from '~/screening/ui/rules/rule-set-editor'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => pageTitle(`修改 ${loaded?.set.name ?? '规则集'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const [set, parks] = await Promise.all([editableRuleSet(context, id), listParksToChoose(context)])
  return { set, parks }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const { whole: _, ...values } = await formInput(args.request)
  const draft = draftFrom(values)
  // Without JavaScript the buttons of rows post; nothing is stored until the draft is saved.
  const changed = typeof values.intent === 'string' ? changedDraft(draft, values.intent) : null
  if (changed) return data({ errors: [], values: { ...values, ...changed } })
  return answerFormOnce(args, context, values, async () => {
    const { version, intent } = parseInput(editInput, values)
    if (intent === 'discard') {
      await discardDraft(context, { id, version })
      return redirectWithFlash(`/screening/rules/${id}`, '草稿已放弃')
    }
    if (intent === 'publish') {
      const { publishNote } = parseInput(publishInput, values)
      const { number } = await publishRuleSet(context, { id, version, draft, note: publishNote })
      return redirectWithFlash(`/screening/rules/${id}`, `第 ${number} 版已发布`)
    }
    await saveDraft(context, { id, version, draft })
    return redirectWithFlash(`/screening/rules/${id}/edit`, '草稿已保存')
  })
}

export default function EditRuleSet() {
  const { set, parks } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { id, name, version, isDrafted, published } = set
  return (
    <Page
      title="修改规则集"
      marks={isDrafted && <Badge tone="info">草稿</Badge>}
      crumbs={[
        { label: '预审规则集', to: '/screening/rules' },
        { label: name, to: `/screening/rules/${id}` },
        { label: '修改' },
      ]}
      actions={
        <>
          {isDrafted && published && <DiscardDraft version={version} number={published.number} />}
          <LinkButton to={`/screening/rules/${id}/trial`}>试算已保存的草稿</LinkButton>
        </>
      }
    >
      <div className="max-w-[1040px]">
        <RuleSetEditor key={version} set={set} parks={parks} reply={reply} />
      </div>
    </Page>
  )
}
