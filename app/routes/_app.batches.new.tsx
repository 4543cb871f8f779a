import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { batchInput } from '~/promotion/domain/batch'
import { createBatch, monthsToday } from '~/promotion/server/save-batch'
import { BatchForm } from '~/promotion/ui/batch-form'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('新建批次')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  return { months: await monthsToday(context), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createBatch(context, parseInput(batchInput, values))
    return redirectWithFlash(`/batches/${id}/projects`, '批次已建立，接着列入项目')
  })
}

export default function NewBatch() {
  const { months, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="新建批次" width="reading" crumbs={[{ label: '三个一批', to: '/batches' }, { label: '新建' }]}>
      <Panel>
        <BatchForm months={months} values={{ heldOn: today }} reply={reply} submitLabel="建立" cancelTo="/batches" />
      </Panel>
    </Page>
  )
}
