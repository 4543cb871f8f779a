import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { contactInput } from '~/projects/domain/record-inputs'
import { addContact } from '~/projects/server/contacts'
import { recordToActOn } from '~/projects/server/record-view'
import { ContactForm } from '~/projects/ui/record-actions/contact-form'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('添加联系人')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  return { record: await recordToActOn(context, routeParams(args, 'id').id, 'edit') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await addContact(context, { projectId, ...parseInput(contactInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '联系人已添加')
  })
}

export default function AddContactPage() {
  const { record } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="添加联系人" record={record}>
      <ContactForm action={`${at}/contacts`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
