import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { requireContext } from '~/auth/server/request-context'
import { correctableRow, correctRow } from '~/importing/tables/server/correct-row'
import { decideDuplicate } from '~/importing/tables/server/decide-duplicate'
import { takeBackCorrection } from '~/importing/tables/server/take-back-correction'
import { nextWaitingRow } from '~/importing/tables/server/next-waiting-row'
import { RowCorrection } from '~/importing/tables/ui/row-correction'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash, type Flash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `更正第 ${data.row.rowNumber} 行` : undefined, '导入台账')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  return correctableRow(context, args.params.id, args.params.rowId)
}

const asked = z.object({
  intent: z.enum(['same', 'distinct', 'fill', 'takeBack', 'correct'], '没有这项操作，请刷新页面'),
})

const filling = z.object({ subjectVersion: z.coerce.number().int() })

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const values = await formInput(args.request)
  const { id: batchId, rowId } = routeParams(args, 'id', 'rowId')
  const at = { batchId, rowId, version: Number(values.version) }
  return answerFormOnce(args, context, values, async () => {
    const { intent } = parseInput(asked, values)
    if (intent === 'same') {
      const { subject } = await decideDuplicate(context, { ...at, decision: 'same' })
      return redirectWithFlash(await nextPage(context, at, 'duplicate'), `已按同一${subject}处理，这一行不再导入`)
    }
    if (intent === 'takeBack') {
      await takeBackCorrection(context, at)
      return redirectWithFlash(`/imports/${batchId}/rows/${rowId}`, '已恢复台账原文，请更正')
    }
    const settled =
      intent === 'distinct'
        ? await decideDuplicate(context, { ...at, decision: 'distinct' })
        : intent === 'fill'
          ? await decideDuplicate(context, { ...at, ...parseInput(filling, values), decision: 'fill' })
          : await correctRow(context, { ...at, values })
    if (settled.state === 'duplicate')
      return redirectWithFlash(`/imports/${at.batchId}/rows/${at.rowId}`, settledWords(settled))
    return redirectWithFlash(
      await nextPage(context, at, intent === 'correct' ? 'held' : 'duplicate', settled.subjectPath),
      intent === 'fill' ? filledWords(settled) : settledWords(settled),
    )
  })
}

/** Whoever works through a ledger goes from one row that waits to the next; after the last to what became of it. */
async function nextPage(
  context: RequestContext,
  { batchId, rowId }: { batchId: string; rowId: string },
  waiting: 'held' | 'duplicate',
  subjectPath: string | null = null,
) {
  const next = await nextWaitingRow(context, { batchId, rowId, waiting })
  if (next) return `/imports/${batchId}/rows/${next}`
  return subjectPath ?? `/imports/${batchId}?tab=${waiting}`
}

function settledWords({ state, subject }: { state: string; subject: string }): Flash {
  if (state === 'duplicate')
    return { tone: 'warning', text: `内容已更正；但与已有${subject}疑似重复，请再核对是否同一${subject}` }
  if (state === 'pending') return { tone: 'good', text: '已更正，随这份台账一起导入' }
  if (state === 'created') return { tone: 'good', text: `已新建${subject}` }
  return { tone: 'good', text: state === 'updated' ? `已更新已有${subject}` : `已有${subject}内容相同，没有改动` }
}

function filledWords({ state, subject }: { state: string; subject: string }): Flash {
  return { tone: 'good', text: state === 'pending' ? `确认导入时补充已有${subject}` : `已补充已有${subject}` }
}

export default function ImportRow() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return <RowCorrection {...data} reply={reply} />
}
