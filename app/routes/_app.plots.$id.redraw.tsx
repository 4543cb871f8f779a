import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { redrawPlot } from '~/land/server/descent/draw-plot'
import { redrawingPage, redrawingPreview } from '~/land/server/descent/drawing-page'
import { RedrawForm } from '~/land/ui/descent/draw-form'
import { PlotFigure } from '~/land/ui/plot-figure'
import { mu } from '~/land/ui/plot-list'
import { answerForm, answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `重画地块 ${data.plot.code}` : '重画地块')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  return { ...(await redrawingPage(context, args.params.id)), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const { id } = args.params
  const values = await formInput(args.request)
  if (values.intent === 'preview') return answerForm(values, () => redrawingPreview(context, id, values))
  return answerFormOnce(args, context, values, async () => {
    const made = await redrawPlot(context, id, values)
    return redirectWithFlash(`/plots/${made.id}`, `已重画，新宗地号 ${made.code}`)
  })
}

export default function RedrawPlot() {
  const { plot, why, newCode, points, system, figure, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const preview = reply && 'preview' in reply ? reply.preview : null
  return (
    <Page
      title={`重画地块 ${plot.code}`}
      note="界线更正后的地块用新的宗地号，原地块保留为历史；没有变动的界址点坐标原样保留。"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code, to: `/plots/${plot.id}` }, { label: '重画' }]}
    >
      {why ? (
        <Notice tone="warning">{why}。</Notice>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Panel title="新的界线">
            <RedrawForm
              plotId={plot.id}
              version={plot.version}
              code={newCode}
              points={points}
              system={system}
              today={today}
              reply={reply}
            />
          </Panel>
          <Panel title={preview ? '预览' : '现在的图形'} className={preview ? 'max-lg:order-first' : undefined}>
            {preview ? (
              <>
                <PlotFigure
                  figure={preview.figure}
                  label="原来和重画后的轮廓，上北"
                  labels={[[], [`${mu(preview.mu)} 亩`]]}
                />
                <p className="mt-3 text-sm text-grey-700">
                  重画后按图形计算 {mu(preview.mu)} 亩，原来 {mu(plot.computedMu)}{' '}
                  亩；蓝色是原来的范围，绿色是重画后的。
                </p>
              </>
            ) : (
              <PlotFigure
                figure={figure}
                label={`地块 ${plot.code} 的轮廓，上北`}
                labels={[[`${mu(plot.computedMu)} 亩`]]}
              />
            )}
          </Panel>
        </div>
      )}
    </Page>
  )
}
