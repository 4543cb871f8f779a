import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { createEntry } from '~/parks/server/create-entry'
import { NewEntry } from '~/parks/ui/new-entry'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta = () => pageTitle('新建园区')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  return { units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'park.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createEntry(context, 'park', values)
    return redirectWithFlash(`/settings/parks/${id}`, '园区已新建')
  })
}

export default function NewPark() {
  const { units } = useLoaderData<typeof loader>()
  return <NewEntry kind="park" units={units} reply={useActionData<typeof action>()} />
}
