import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { addApproval, parkApprovals, removeApproval } from '~/parks/server/approvals'
import { editPark } from '~/parks/server/edit-park'
import { doToEntry } from '~/parks/server/entry-intents'
import { entryChoices, readEntry } from '~/parks/server/entries'
import { EntryPage } from '~/parks/ui/entry-page'
import { ParkApprovals } from '~/parks/ui/park-approvals'
import { ParkFacts } from '~/parks/ui/park-facts'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf, replyTo } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.entry.name, '园区')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'park.read')
  const mayManage = can(context.actor, 'park.manage')
  const entry = await readEntry(context, 'park', args.params.id)
  const [others, units, approvals] = await Promise.all([
    entryChoices(context, 'park'),
    mayManage ? unitChoices(context) : [],
    parkApprovals(context, entry.id),
  ])
  return { entry, others, units, approvals, today: businessDay(context.now), mayManage }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await readEntry(context, 'park', args.params.id)
    const at = `/settings/parks/${id}`
    if (values.intent === 'approve') {
      await addApproval(context, id, values)
      return redirectWithFlash(at, '批复已登记')
    }
    if (values.intent === 'removeApproval') {
      await removeApproval(context, id, values.approval)
      return redirectWithFlash(at, '批复已移除')
    }
    if (values.intent !== 'facts') return redirectWithFlash(at, await doToEntry(context, 'park', id, values))
    await editPark(context, id, values)
    return redirectWithFlash(at, '已保存')
  })
}

export default function Park() {
  const { units, approvals, today, ...page } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const factsReply = replyTo(reply)('facts')
  const approvalReply = replyTo(reply)('approve')
  return (
    <EntryPage kind="park" {...page} reply={(factsReply ?? approvalReply) ? undefined : reply}>
      <ParkFacts park={page.entry} units={units} mayManage={page.mayManage} reply={factsReply} />
      <ParkApprovals
        approvals={approvals}
        today={today}
        mayManage={page.mayManage && !page.entry.mergedIntoId}
        reply={approvalReply}
      />
    </EntryPage>
  )
}
