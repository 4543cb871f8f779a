import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { claimBatch } from '~/importing/tables/server/commit-batch'
import { correctColumns } from '~/importing/tables/server/correct-columns'
import { discardImport } from '~/importing/tables/server/discard-import'
import { readAgain } from '~/importing/tables/server/read-again'
import { IMPORT_TABS, importPage } from '~/importing/tables/server/import-page'
import { columnsGiven } from '~/importing/tables/domain/columns-given'
import { ImportOverview } from '~/importing/tables/ui/import-overview'
import { WORKING } from '~/importing/tables/ui/words'
import { formFields } from '~/platform/http/context'
import { answerForm } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.batch.fileName, '导入台账')

const SIZE = 50
const POLL_MS = 1000

const tabOf = z.enum(IMPORT_TABS)
const asked = z.object({ intent: z.enum(['columns', 'discard', 'readAgain', 'commit'], '没有这项操作，请刷新页面') })
const seen = z.object({ version: z.coerce.number().int(), checked: z.literal('true').optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const asked = tabOf.safeParse(query.get('tab'))
  const sheet = query.get('sheet') || undefined
  const options = { sheet, offset: (page - 1) * SIZE, limit: SIZE }
  const tab = asked.success ? asked.data : 'ready'
  return { ...(await importPage(context, args.params.id, { ...options, tab })), tab, sheet, page, size: SIZE }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const { id } = routeParams(args, 'id')
  // Field names carry the names of sheets, dots and all.
  const values: Record<string, unknown> = Object.fromEntries(await formFields(args.request))
  const here = `/imports/${id}`
  return answerForm(values, async () => {
    const { intent } = parseInput(asked, values)
    if (intent === 'columns') {
      await correctColumns(context, { id, version: Number(values.version), sheets: columnsGiven(values) })
      return redirectWithFlash(here, { tone: 'info', text: '正在按新的列对应重新读取' })
    }
    if (intent === 'discard') {
      await discardImport(context, id)
      return redirectWithFlash('/imports', '这次导入已作废，没有写入任何数据')
    }
    if (intent === 'readAgain') {
      await readAgain(context, id)
      return redirectWithFlash(here, { tone: 'info', text: '正在重新读取' })
    }
    const { version, checked } = parseInput(seen, values)
    await claimBatch(context, id, { version, isChecked: checked === 'true', background: true })
    // The page itself says how far it is: words that stay would outlive the work.
    return redirect(here)
  })
}

export default function Import() {
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useProgress(WORKING.includes(page.batch.state))
  return <ImportOverview page={page} reply={reply} />
}

/** Looks again every second while the program works on the file. */
function useProgress(working: boolean): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!working || state !== 'idle') return
    const timer = setTimeout(revalidate, POLL_MS)
    return () => clearTimeout(timer)
  }, [working, state, revalidate])
}
