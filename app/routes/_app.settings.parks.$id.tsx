import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { editPark } from '~/parks/server/edit-park'
import { doToEntry } from '~/parks/server/entry-intents'
import { entryChoices, readEntry } from '~/parks/server/entries'
import { EntryPage } from '~/parks/ui/entry-page'
import { ParkFacts } from '~/parks/ui/park-facts'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.entry.name, '园区')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'park.read')
  const mayManage = can(context.actor, 'park.manage')
  const [entry, others, units] = await Promise.all([
    readEntry(context, 'park', args.params.id),
    entryChoices(context, 'park'),
    mayManage ? unitChoices(context) : [],
  ])
  return { entry, others, units, mayManage }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await readEntry(context, 'park', args.params.id)
    const at = `/settings/parks/${id}`
    if (values.intent !== 'facts') return redirectWithFlash(at, await doToEntry(context, 'park', id, values))
    await editPark(context, id, values)
    return redirectWithFlash(at, '已保存')
  })
}

export default function Park() {
  const { units, ...page } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const factsReply = reply?.values?.intent === 'facts' ? reply : undefined
  return (
    <EntryPage kind="park" {...page} reply={factsReply ? undefined : reply}>
      <ParkFacts park={page.entry} units={units} mayManage={page.mayManage} reply={factsReply} />
    </EntryPage>
  )
}
