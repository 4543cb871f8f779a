import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { plotFactsInput } from '~/land/domain/facts-input'
import { editablePlot, editPlot } from '~/land/server/edit-plot'
import { PlotFactsForm } from '~/land/ui/plot-facts-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑地块 ${data?.code ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.edit')
  return editablePlot(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.edit')
  const plot = await editablePlot(context, args.params.id)
  const values = withPicks(await formInput(args.request), plot)
  return answerFormOnce(args, context, values, async () => {
    const { version, ...facts } = parseInput(plotFactsInput, values)
    await editPlot(context, { id: plot.id, version, facts })
    return redirectWithFlash(`/plots/${plot.id}`, '已保存')
  })
}

export default function EditPlot() {
  const { id, code, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="编辑地块"
      width="reading"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: code, to: `/plots/${id}` }, { label: '编辑' }]}
    >
      <div className="panel px-4 pt-4">
        <PlotFactsForm {...form} plotTo={`/plots/${id}`} reply={reply} />
      </div>
    </Page>
  )
}
