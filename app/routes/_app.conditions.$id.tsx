import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { conditionClosing, conditionInput } from '~/screening/domain/opinions/opinion'
import { closeCondition, editCondition, readCondition, reopenCondition } from '~/screening/server/opinions/conditions'
import { ConditionPage } from '~/screening/ui/opinions/condition-page'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction = () => pageTitle('附带条件')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'opinion.read')
  return { ...(await readCondition(context, args.params.id)), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'condition.close')
  const { id } = args.params
  const typed = await formInput(args.request)
  const { condition, values: stored } = await readCondition(context, id)
  const values = withPicks(typed, { version: condition.version, values: stored })
  const here = `/conditions/${id}`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'close': {
        const { version } = parseInput(seenVersion, values)
        const given = parseInput(conditionClosing, values)
        await withEvidence(uploadsOf(args.context, 'file')[0], '条件落实证明', (file) =>
          closeCondition(context, { id, version, given, file }),
        )
        return redirectWithFlash(here, '已销号')
      }
      case 'edit': {
        const { version } = parseInput(seenVersion, values)
        await editCondition(context, { id, version, given: parseInput(conditionInput, values) })
        return redirectWithFlash(here, '已保存')
      }
      case 'reopen':
        await reopenCondition(context, id)
        return redirectWithFlash(here, '已重开')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Condition() {
  return <ConditionPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}
