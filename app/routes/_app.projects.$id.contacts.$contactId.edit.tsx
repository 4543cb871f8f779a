import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { contactEditInput } from '~/projects/domain/deeds'
import { editContact } from '~/projects/server/edit-contact'
import { contactToActOn } from '~/projects/server/record-view'
import { removeContact } from '~/projects/server/remove-contact'
import { ContactForm } from '~/projects/ui/deeds/contact-form'
import { DeedPage } from '~/projects/ui/deeds/deed-page'
import { RemoveContact } from '~/projects/ui/record/contact-panel'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('修改联系人')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'project.edit')
  return contactToActOn(call, { id: args.params.id!, contactId: args.params.contactId! })
}

export async function action(args: ActionFunctionArgs) {
  const call = await requireCall(args, 'project.edit')
  const { id: projectId, contactId } = args.params as { id: string; contactId: string }
  const { contact } = await contactToActOn(call, { id: projectId, contactId })
  const { intent, ...values } = withPicks(await formInput(args.request), { version: contact.version, values: contact })
  return answerForm(values, async () => {
    if (intent === 'remove') {
      await removeContact(call, { projectId, contactId, ...parseInput(seenVersion, values) })
      return redirectWithFlash(`/projects/${projectId}`, '联系人已移除')
    }
    await editContact(call, { projectId, contactId, ...parseInput(contactEditInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '联系人已修改')
  })
}

export default function EditContactPage() {
  const { record, contact } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <DeedPage title="修改联系人" record={record} actions={<RemoveContact contact={contact} projectId={record.id} />}>
      <ContactForm contact={contact} action={`${at}/contacts/${contact.id}/edit`} reply={reply} cancelTo={at} />
    </DeedPage>
  )
}
