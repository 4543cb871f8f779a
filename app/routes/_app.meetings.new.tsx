import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { meetingInput } from '~/screening/domain/meetings/meeting'
import { createMeeting, meetingChoices } from '~/screening/server/meetings/keep-meeting'
import { MeetingForm } from '~/screening/ui/meetings/meeting-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('安排会议')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'meeting.manage')
  return { choices: await meetingChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'meeting.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createMeeting(context, parseInput(meetingInput, values))
    return redirectWithFlash(`/meetings/${id}`, '会议已安排')
  })
}

export default function NewMeeting() {
  const { choices } = useLoaderData<typeof loader>()
  const [only] = choices.parks
  const values = choices.county ? { level: 'county' } : { level: 'park', parkId: only?.id }
  return (
    <Page title="安排会议" width="reading" crumbs={[{ label: '会议', to: '/meetings' }, { label: '安排会议' }]}>
      <Panel>
        <MeetingForm values={values} choices={choices} cancelTo="/meetings" reply={useActionData<typeof action>()} />
      </Panel>
    </Page>
  )
}
