import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { correctTable, forgetAnswers } from '~/importing/tables/server/correct-reading'
import { tablePage } from '~/importing/tables/server/table-page'
import { ImportTable } from '~/importing/tables/ui/import-table'
import { useReadingProgress } from '~/importing/tables/ui/reading-progress'
import { formFields } from '~/platform/http/context'
import { answerFormOnce } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle('读法', data?.batch.fileName)

const SIZE = 50

const asked = z.object({
  intent: z.enum(['table', 'forget'], '没有这项操作，请刷新页面'),
  version: z.coerce.number().int(),
})
const placed = z.object({ sheet: z.string(), top: z.coerce.number().int() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const page = pageNumber(new URL(args.request.url).searchParams)
  return { ...(await tablePage(context, args.params.id, args.params.table, { page, size: SIZE })), page, size: SIZE }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const { id, table } = routeParams(args, 'id', 'table')
  // Field names carry letters and rows behind a colon.
  const values: Record<string, unknown> = Object.fromEntries(await formFields(args.request))
  return answerFormOnce(args, context, values, async () => {
    const { intent, version } = parseInput(asked, values)
    if (intent === 'forget') await forgetAnswers(context, { id, version })
    else {
      const { sheet, top } = parseInput(placed, values)
      await correctTable(context, { id, version, sheet, top: top === 0 ? null : top, values })
    }
    const text = intent === 'forget' ? '已恢复自动识别，正在重新读取' : '正在按新的读法重新读取'
    return redirectWithFlash(`/imports/${id}/tables/${table}`, { tone: 'info', text })
  })
}

export default function TableOfImport() {
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useReadingProgress(page.batch.state)
  return <ImportTable page={page} reply={reply} />
}
