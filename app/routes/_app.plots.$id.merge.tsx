import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { PLOT_STATUS_NAMES } from '~/land/domain/status/status'
import { mergePlots } from '~/land/server/descent/merge-plots'
import { mergingPage } from '~/land/server/descent/merging-page'
import { MergePlotsForm } from '~/land/ui/descent/merge-form'
import { PlotFigure } from '~/land/ui/plot-figure'
import { mu } from '~/land/ui/plot-list'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { EmptyState } from '~/ui/empty-state'
import { FieldGroup } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `合并地块 ${data.plot.code}` : '合并地块')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const picked = new URL(args.request.url).searchParams.getAll('with')
  return { ...(await mergingPage(context, args.params.id, picked)), today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const made = await mergePlots(context, values)
    return redirectWithFlash(`/plots/${made.id}`, `已合并为 ${made.code}`)
  })
}

export default function MergePlots() {
  const { plot, neighbours, figure, preview, fault, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [params] = useSearchParams()
  const picked = params.getAll('with')
  return (
    <Page
      title={`合并地块 ${plot.code}`}
      note="与相邻、状态相同的地块合并成一块；公共界线 5 厘米以内的出入自动对齐。"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code, to: `/plots/${plot.id}` }, { label: '合并' }]}
    >
      {neighbours.length === 0 ? (
        <EmptyState title="没有相邻的地块">与它有公共边的、还在使用的地块才能合并。</EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Panel title="与哪些地块合并">
            <PlotFigure
              figure={figure}
              label={`地块 ${plot.code} 和相邻地块的轮廓，上北`}
              labels={[[plot.code.slice(-8)], ...neighbours.map(({ code }) => [code.slice(-8)])]}
              className="mb-4 !max-h-72"
            />
            <Form method="get" preventScrollReset>
              <FieldGroup label="相邻的地块" name="with" error={fault}>
                <div className="space-y-1.5">
                  {neighbours.map(({ id, code, name, areaMu, status }) => (
                    <Checkbox
                      key={id}
                      name="with"
                      value={id}
                      defaultChecked={picked.includes(id)}
                      label={`${code}${name ? ` ${name}` : ''}`}
                      hint={`${mu(areaMu)} 亩，${PLOT_STATUS_NAMES[status]}`}
                    />
                  ))}
                </div>
              </FieldGroup>
              <Button type="submit" className="mt-3">
                预览
              </Button>
            </Form>
          </Panel>
          {preview ? (
            <Panel title="预览：核对后确认" className="max-lg:order-first">
              <PlotFigure
                figure={preview.figure}
                label="合并后的轮廓，上北"
                labels={[[`${mu(preview.mu)} 亩`]]}
                className="mb-4"
              />
              <p className="mb-4 text-sm text-grey-700">
                {preview.parents.map(({ code }) => code).join('、')} 合并为一块，按图形计算 {mu(preview.mu)}{' '}
                亩。各块相同的属性带到新地块，不同的留空；意向选址和锁定随地块转移。
              </p>
              <MergePlotsForm key={picked.join()} {...preview} today={today} reply={reply} />
            </Panel>
          ) : (
            <Panel title="预览">
              <p className="text-grey-600">先选相邻的地块，点“预览”，这里显示合并后的图形和亩数。</p>
            </Panel>
          )}
        </div>
      )}
    </Page>
  )
}
