import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { eventInput } from '~/promotion/domain/event'
import { eventKinds } from '~/promotion/server/events'
import { deleteEvent, editableEvent, editEvent } from '~/promotion/server/save-event'
import { EventForm } from '~/promotion/ui/event-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Going } from '~/promotion/ui/words'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.name ?? '活动'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const event = await editableEvent(context, args.params.id)
  return { ...event, kinds: await eventKinds(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const { id } = routeParams(args, 'id')
  const sent = await formInput(args.request)
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      const { version } = parseInput(seenVersion, sent)
      await deleteEvent(context, { id, version, projects: Number(sent.projects) || 0 })
      return redirectWithFlash('/events', '活动已删除')
    })
  }
  const values = withPicks(sent, await editableEvent(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editEvent(context, { id, version, input: parseInput(eventInput, values) })
    return redirectWithFlash(`/events/${id}`, '已保存')
  })
}

export default function EditEvent() {
  const { id, name, version, going, values, kinds } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/events/${id}`
  return (
    <Page
      title="编辑活动"
      width="reading"
      crumbs={[{ label: '招商活动', to: '/events' }, { label: name, to: at }, { label: '编辑' }]}
      actions={
        <ConfirmDialog
          label="删除"
          icon={Trash2}
          title={`删除活动“${name}”？`}
          confirmLabel="删除"
          fields={{ intent: 'delete', version: String(version), projects: String(going.entries) }}
        >
          <Going {...going} />
        </ConfirmDialog>
      }
    >
      <Panel>
        <EventForm kinds={kinds} values={values} version={version} reply={reply} submitLabel="保存" cancelTo={at} />
      </Panel>
    </Page>
  )
}
