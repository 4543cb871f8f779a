import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listWords, removeWord } from '~/importing/tables/server/words'
import { WordsInUse } from '~/importing/tables/ui/words-in-use'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta = () => pageTitle('台账用词')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const page = pageNumber(new URL(args.request.url).searchParams)
  const listed = await listWords(context, { offset: (page - 1) * SIZE, limit: SIZE })
  return { ...listed, page, size: SIZE, mayRun: can(context.actor, 'import.run') }
}

const chosen = z.object({ id: z.string() })

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await removeWord(context, parseInput(chosen, values).id)
    return redirectWithFlash('/settings/ledger-words', '以后的台账不再照此读')
  })
}

export default function LedgerWords() {
  return <WordsInUse page={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
}
