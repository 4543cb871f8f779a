import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { eventInput } from '~/promotion/domain/event'
import { eventKinds } from '~/promotion/server/events'
import { createEvent } from '~/promotion/server/save-event'
import { EventForm } from '~/promotion/ui/event-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('新建活动')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  return { kinds: await eventKinds(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createEvent(context, parseInput(eventInput, values))
    return redirectWithFlash(`/events/${id}/projects`, '活动已建立，接着列入项目')
  })
}

export default function NewEvent() {
  const { kinds } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="新建活动" width="reading" crumbs={[{ label: '招商活动', to: '/events' }, { label: '新建' }]}>
      <Panel>
        <EventForm kinds={kinds} reply={reply} submitLabel="建立" cancelTo="/events" />
      </Panel>
    </Page>
  )
}
