import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { contactEditInput } from '~/projects/domain/record-inputs'
import { editContact } from '~/projects/server/edit-contact'
import { contactToActOn } from '~/projects/server/record-view'
import { removeContact } from '~/projects/server/remove-contact'
import { ContactForm } from '~/projects/ui/record-actions/contact-form'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { RemoveContact } from '~/projects/ui/record/contact-panel'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('修改联系人')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  return contactToActOn(context, routeParams(args, 'id', 'contactId'))
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id: projectId, contactId } = routeParams(args, 'id', 'contactId')
  const { intent, ...sent } = await formInput(args.request)
  if (intent === 'remove') {
    return answerFormOnce(args, context, sent, async () => {
      await removeContact(context, { projectId, contactId, ...parseInput(seenVersion, sent) })
      return redirectWithFlash(`/projects/${projectId}`, '联系人已移除')
    })
  }
  const { contact } = await contactToActOn(context, { id: projectId, contactId })
  const values = withPicks(sent, { version: contact.version, values: contact })
  return answerFormOnce(args, context, values, async () => {
    await editContact(context, { projectId, contactId, ...parseInput(contactEditInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '联系人已修改')
  })
}

export default function EditContactPage() {
  const { record, contact } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage
      title="修改联系人"
      record={record}
      actions={<RemoveContact contact={contact} projectId={record.id} />}
    >
      <ContactForm contact={contact} action={`${at}/contacts/${contact.id}/edit`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
