import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { meetingInput } from '~/screening/domain/meetings/meeting'
import { editMeeting, meetingChoices } from '~/screening/server/meetings/keep-meeting'
import { readMeeting } from '~/screening/server/meetings/read-meetings'
import { MeetingForm } from '~/screening/ui/meetings/meeting-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.name ?? '会议'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'meeting.manage')
  const { id, name, version, values } = await readMeeting(context, args.params.id)
  return { id, name, version, values, choices: await meetingChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'meeting.manage')
  const stored = await readMeeting(context, args.params.id)
  const values = withPicks(await formInput(args.request), stored)
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    const given = parseInput(meetingInput, values)
    await withEvidence(uploadsOf(args.context, 'file')[0], '会议纪要', (file) =>
      editMeeting(context, { id: stored.id, version, given, file }),
    )
    return redirectWithFlash(`/meetings/${stored.id}`, '已保存')
  })
}

export default function EditMeeting() {
  const { id, name, ...form } = useLoaderData<typeof loader>()
  return (
    <Page
      title="编辑会议"
      width="reading"
      crumbs={[{ label: '会议', to: '/meetings' }, { label: name, to: `/meetings/${id}` }, { label: '编辑' }]}
    >
      <Panel>
        <MeetingForm {...form} cancelTo={`/meetings/${id}`} reply={useActionData<typeof action>()} />
      </Panel>
    </Page>
  )
}
