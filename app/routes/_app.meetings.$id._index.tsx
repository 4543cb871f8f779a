import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { addToAgenda, agendaCandidates, moveUp, removeFromAgenda } from '~/screening/server/meetings/agenda'
import { removeMeeting } from '~/screening/server/meetings/keep-meeting'
import { readMeeting } from '~/screening/server/meetings/read-meetings'
import { MeetingPage } from '~/screening/ui/meetings/meeting-page'
import { listInput } from '~/shared/field-inputs'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) => pageTitle(found?.meeting.name ?? '会审会议')

const chosen = z.object({ screenings: listInput(z.uuid('请从列表中选择')) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'meeting.read')
  const meeting = await readMeeting(context, args.params.id)
  return { meeting, candidates: meeting.mayManage ? await agendaCandidates(context, meeting) : null }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'meeting.manage')
  const { id } = args.params
  const values = await formInput(args.request)
  const here = `/meetings/${id}`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'add':
        await addToAgenda(context, id, parseInput(chosen, values).screenings)
        return redirectWithFlash(here, '已列入议程')
      case 'up':
        await moveUp(context, id, values.item)
        return redirectWithFlash(here, '已上移')
      case 'remove':
        await removeFromAgenda(context, id, values.item)
        return redirectWithFlash(here, '已移出议程')
      case 'cancel':
        await removeMeeting(context, id)
        return redirectWithFlash('/meetings', '会议已取消')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Meeting() {
  return <MeetingPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}
