import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { AREA_KIND_NAMES } from '~/land/domain/plot'
import { dividePlot } from '~/land/server/descent/divide-plot'
import { divisionPage } from '~/land/server/descent/division-page'
import { DivideForm } from '~/land/ui/descent/divide-form'
import { DivisionWays } from '~/land/ui/descent/division-ways'
import { PlotFigure } from '~/land/ui/plot-figure'
import { mu } from '~/land/ui/plot-list'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `分割地块 ${data.plot.code}` : '分割地块')

const asked = ({ request }: { request: Request }) => new URL(request.url).searchParams

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  return { ...(await divisionPage(context, args.params.id, asked(args))), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const made = await dividePlot(context, {
      id: args.params.id,
      asked: Object.fromEntries(asked(args)),
      input: values,
    })
    return redirectWithFlash(`/plots/${args.params.id}`, `已分割为 ${made.map(({ code }) => code).join('、')}`)
  })
}

export default function DividePlot() {
  const { plot, why, heldBy, figure, sides, preview, errors, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title={`分割地块 ${plot.code}`}
      note={`面积 ${mu(plot.areaMu)} 亩（${AREA_KIND_NAMES[plot.areaKind]}），按图形计算 ${mu(plot.computedMu)} 亩；分割按图形计算。`}
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code, to: `/plots/${plot.id}` }, { label: '分割' }]}
    >
      {why && <Notice tone="warning">{why}。</Notice>}
      {!why && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Panel title="怎样分割">
            <PlotFigure
              figure={figure}
              label={`地块 ${plot.code} 的轮廓和各边的号，上北`}
              labels={[[]]}
              marks={sides.map(({ index, at }) => ({ at, words: String(index + 1) }))}
              className="mb-4 !max-h-56"
            />
            <DivisionWays plotId={plot.id} sides={sides} errors={errors} />
          </Panel>
          {preview ? (
            <Panel title="预览：核对后确认" className="max-lg:order-first">
              <PlotFigure
                figure={preview.figure}
                label={`分割后 ${preview.parts.length} 块的轮廓，上北`}
                labels={preview.parts.map((part, index) => [`第 ${index + 1} 块`, `${mu(part.mu)} 亩`])}
                className="mb-4"
              />
              <DivideForm
                key={preview.parts.map(({ mu: each }) => each).join()}
                version={plot.version}
                parts={preview.parts}
                heldBy={heldBy}
                today={today}
                reply={reply}
              />
            </Panel>
          ) : (
            <Panel title="预览">
              <p className="text-grey-600">先选一种分法，点“预览”，这里显示分割后的图形和每块的亩数。</p>
            </Panel>
          )}
        </div>
      )}
    </Page>
  )
}
