import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listCorrections, removeCorrection } from '~/importing/tables/server/corrections'
import { CorrectionsInUse } from '~/importing/tables/ui/corrections-in-use'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta = () => pageTitle('沿用的更正', '导入台账')

const SIZE = 20

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const page = pageNumber(new URL(args.request.url).searchParams)
  const listed = await listCorrections(context, { offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, size: SIZE, mayRun: can(context.actor, 'import.run') }
}

const chosen = z.object({ id: z.string() })

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await removeCorrection(context, parseInput(chosen, values).id)
    return redirectWithFlash('/imports/corrections', '以后的台账不再沿用这条更正')
  })
}

export default function Corrections() {
  return <CorrectionsInUse page={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
}
