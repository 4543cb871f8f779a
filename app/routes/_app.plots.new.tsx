import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { drawPlot } from '~/land/server/descent/draw-plot'
import { newPlotPage, newPlotPreview } from '~/land/server/descent/drawing-page'
import { DrawForm } from '~/land/ui/descent/draw-form'
import { PlotFigure } from '~/land/ui/plot-figure'
import { mu } from '~/land/ui/plot-list'
import { answerForm, answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('登记新地块')

export async function loader(args: LoaderFunctionArgs) {
  return newPlotPage(await requireContext(args, 'plot.draw'))
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const values = await formInput(args.request)
  if (values.intent === 'preview') return answerForm(values, () => newPlotPreview(context, values))
  return answerFormOnce(args, context, values, async () => {
    const made = await drawPlot(context, values)
    return redirectWithFlash(`/plots/${made.id}`, `已登记地块 ${made.code}`)
  })
}

export default function NewPlot() {
  const { parks, system, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const preview = reply && 'preview' in reply ? reply.preview : null
  return (
    <Page
      title="登记新地块"
      note="成批的地块请用导入；这里登记一块，可以在地图上画，也可以抄录界址点坐标。"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: '登记新地块' }]}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Panel title="地块">
          <DrawForm parks={parks} points="" system={system} today={today} reply={reply} />
        </Panel>
        <Panel title="预览" className={preview ? 'max-lg:order-first' : undefined}>
          {preview ? (
            <PlotFigure figure={preview.figure} label="新地块的轮廓，上北" labels={[[`${mu(preview.mu)} 亩`]]} />
          ) : (
            <p className="text-grey-600">填写界址点后点“预览”，这里显示图形和亩数。</p>
          )}
        </Panel>
      </div>
    </Page>
  )
}
