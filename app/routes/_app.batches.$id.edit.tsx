import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { batchInput } from '~/promotion/domain/batch'
import { deleteBatch, editableBatch, editBatch, monthsToday } from '~/promotion/server/save-batch'
import { BatchForm } from '~/promotion/ui/batch-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Going } from '~/promotion/ui/words'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.name ?? '批次'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const batch = await editableBatch(context, args.params.id)
  return { ...batch, months: await monthsToday(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const { id } = routeParams(args, 'id')
  const sent = await formInput(args.request)
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      const { version } = parseInput(seenVersion, sent)
      await deleteBatch(context, { id, version, projects: Number(sent.projects) || 0 })
      return redirectWithFlash('/batches', '批次已删除')
    })
  }
  const values = withPicks(sent, await editableBatch(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editBatch(context, { id, version, input: parseInput(batchInput, values) })
    return redirectWithFlash(`/batches/${id}`, '已保存')
  })
}

export default function EditBatch() {
  const { id, name, version, going, values, months, deadlineOn } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/batches/${id}`
  return (
    <Page
      title="编辑批次"
      width="reading"
      crumbs={[{ label: '三个一批', to: '/batches' }, { label: name, to: at }, { label: '编辑' }]}
      actions={
        <ConfirmDialog
          label="删除"
          icon={Trash2}
          title={`删除批次“${name}”？`}
          confirmLabel="删除"
          fields={{ intent: 'delete', version: String(version), projects: String(going.entries) }}
        >
          <Going {...going} />
        </ConfirmDialog>
      }
    >
      <Panel>
        <BatchForm
          months={months}
          deadlineOn={deadlineOn}
          values={values}
          version={version}
          reply={reply}
          submitLabel="保存"
          cancelTo={at}
        />
      </Panel>
    </Page>
  )
}
