import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { revivalCloseInput, revivalInput } from '~/land/domain/revival/revival'
import { revivalRecord } from '~/land/server/revival/revivals'
import { closeRevival, editableRevival, editRevival, reopenRevival } from '~/land/server/revival/write-revival'
import { RevivalPage } from '~/land/ui/revival/revival-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(`盘活 ${found?.revival.subject.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const revival = await revivalRecord(context, args.params.id)
  const today = businessDay(context.now)
  if (!revival.mayManage || revival.closedOn) return { revival, edit: null, today }
  const [{ version, values }, units] = await Promise.all([editableRevival(context, revival.id), unitChoices(context)])
  return { revival, edit: { version, values, units }, today }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'revival.manage')
  const stored = await editableRevival(context, args.params.id)
  const typed = await formInput(args.request)
  const values = typed.intent === 'edit' ? withPicks(typed, stored) : typed
  const here = `/land/revival/${stored.id}`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'edit': {
        const { version } = parseInput(seenVersion, values)
        await editRevival(context, { id: stored.id, version, input: parseInput(revivalInput, values) })
        return redirectWithFlash(here, '已保存')
      }
      case 'close':
        await closeRevival(context, stored.id, parseInput(revivalCloseInput, values))
        return redirectWithFlash(here, '已办结')
      case 'reopen':
        await reopenRevival(context, stored.id)
        return redirectWithFlash(here, '已恢复办理')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Revival() {
  return <RevivalPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}
