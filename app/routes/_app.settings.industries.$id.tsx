import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { doToEntry } from '~/parks/server/entry-intents'
import { entryChoices, readEntry } from '~/parks/server/entries'
import { EntryPage } from '~/parks/ui/entry-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.entry.name, '产业')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'park.read')
  const [entry, others] = await Promise.all([
    readEntry(context, 'industry', args.params.id),
    entryChoices(context, 'industry'),
  ])
  return { entry, others, mayManage: can(context.actor, 'park.manage') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await readEntry(context, 'industry', args.params.id)
    return redirectWithFlash(`/settings/industries/${id}`, await doToEntry(context, 'industry', id, values))
  })
}

export default function Industry() {
  const reply = replyOf(useActionData<typeof action>())
  return <EntryPage kind="industry" {...useLoaderData<typeof loader>()} reply={reply} />
}
