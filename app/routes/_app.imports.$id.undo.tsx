import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { importToUndo, undoImport } from '~/importing/tables/server/undo-import'
import { UndoImportPage } from '~/importing/tables/ui/undo-import'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle('撤销导入', data?.batch.fileName)

const seen = z.object({ version: z.coerce.number().int() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  return importToUndo(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const { id } = args.params as { id: string }
  const values = await formInput(args.request)
  return answerForm(values, async () => {
    await undoImport(context, { id, ...parseInput(seen, values) })
    return redirectWithFlash(`/imports/${id}`, '导入已撤销')
  })
}

export default function UndoImport() {
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return <UndoImportPage page={page} reply={reply} />
}
