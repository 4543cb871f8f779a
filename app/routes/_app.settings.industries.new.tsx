import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { createEntry } from '~/parks/server/create-entry'
import { NewEntry } from '~/parks/ui/new-entry'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta = () => pageTitle('新建产业')

export async function loader(args: LoaderFunctionArgs) {
  await requireContext(args, 'park.manage')
  return null
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createEntry(context, 'industry', values)
    return redirectWithFlash(`/settings/industries/${id}`, '产业已新建')
  })
}

export default function NewIndustry() {
  return <NewEntry kind="industry" units={[]} reply={useActionData<typeof action>()} />
}
