import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '~/auth/server/request-context'
import { claimBatch } from '~/importing/tables/server/commit-batch'
import { PLOTS_KIND } from '~/importing/domain/kind-names'
import { openOptions, readingOptions } from '~/importing/plots/domain/reading-options'
import { DraftsMap } from '~/importing/plots/ui/drafts-map'
import { ReadAgainBy } from '~/importing/plots/ui/reading-options'
import { correctOptions } from '~/importing/tables/server/correct-options'
import { answerQuestion, cureHeldRows } from '~/importing/tables/server/correct-reading'
import { discardImport } from '~/importing/tables/server/discard-import'
import { readAgain } from '~/importing/tables/server/read-again'
import { IMPORT_TABS, importPage } from '~/importing/tables/server/import-page'
import { ImportOverview } from '~/importing/tables/ui/import-overview'
import { useReadingProgress } from '~/importing/tables/ui/reading-progress'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.batch.fileName, '导入台账')

const SIZE = 50

const tabOf = z.enum(IMPORT_TABS)
const asked = z.object({
  intent: z.enum(['answer', 'cure', 'options', 'discard', 'readAgain', 'commit'], '没有这项操作，请刷新页面'),
})
const answered = z.object({ version: z.coerce.number().int(), key: z.string().max(500), value: z.string().max(80) })
const chosen = readingOptions.extend({ version: z.coerce.number().int() })
const seen = z.object({ version: z.coerce.number().int(), checked: z.literal('true').optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const asked = tabOf.safeParse(query.get('tab'))
  const sheet = query.get('sheet') || undefined
  const cause = query.get('cause') || undefined
  const options = { sheet, cause, offset: (page - 1) * SIZE, limit: SIZE }
  const tab = asked.success ? asked.data : 'ready'
  return { ...(await importPage(context, args.params.id, { ...options, tab })), tab, sheet, page, size: SIZE }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  const here = `/imports/${id}`
  return answerFormOnce(args, context, values, async () => {
    const { intent } = parseInput(asked, values)
    if (intent === 'answer') {
      await answerQuestion(context, { id, ...parseInput(answered, values) })
      return redirectWithFlash(here, { tone: 'info', text: '正在按您的选择重新读取' })
    }
    if (intent === 'cure') {
      await cureHeldRows(context, { id, ...parseInput(answered, values) })
      return redirectWithFlash(here, { tone: 'info', text: '正在按您的选择重新读取' })
    }
    if (intent === 'options') {
      const { version, ...options } = parseInput(chosen, values)
      await correctOptions(context, { id, version, options: openOptions(options) })
      return redirectWithFlash(here, { tone: 'info', text: '正在按您的选择重新读取' })
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
  useReadingProgress(page.batch.state)
  const { batch, kind, mayRun, options } = page
  const isOpen = batch.state === 'previewed' || batch.state === 'failed'
  return (
    <ImportOverview page={page} reply={reply}>
      {kind === PLOTS_KIND && (
        <>
          {mayRun && isOpen && <ReadAgainBy version={batch.version} chosen={options ?? {}} />}
          {['previewed', 'committed'].includes(batch.state) && <DraftsMap importId={batch.id} key={batch.version} />}
        </>
      )}
    </ImportOverview>
  )
}
