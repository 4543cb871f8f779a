import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Pencil } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import type { AllocationState } from '~/land/domain/allocation/allocation'
import { holdInput } from '~/land/domain/allocation/hold-input'
import { landUseName } from '~/land/domain/land-uses'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES } from '~/land/domain/plot'
import { holdPlot } from '~/land/server/allocation/hold-plot'
import { plotIdle } from '~/land/server/idle/idle-clocks'
import { plotReadiness } from '~/land/server/readiness/readiness'
import { projectsForPlot } from '~/land/server/matching/plot-matches'
import { openRevivalOf } from '~/land/server/revival/revivals'
import { holdChoices, plotRecord } from '~/land/server/plot-record'
import { Descent, GroundActions, RetiredBadge } from '~/land/ui/descent/descent'
import { HolderWords } from '~/land/ui/allocation/holder-words'
import { IdlePanel } from '~/land/ui/idle/idle-panel'
import { LacksNote } from '~/land/ui/readiness/lacks-note'
import { ReadinessPanel } from '~/land/ui/readiness/readiness-panel'
import { HoldForm } from '~/land/ui/allocation/hold-form'
import { PlotAllocations } from '~/land/ui/allocation/plot-allocations'
import { mu, PlotStatusWord } from '~/land/ui/plot-list'
import { ProjectsForPlot } from '~/land/ui/matching/projects-for-plot'
import { RevivalPanel } from '~/land/ui/revival/revival-panel'
import { StatusHistory } from '~/land/ui/status/status-history'
import { PlotFigure } from '~/land/ui/plot-figure'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Notice } from '~/ui/form'
import { redirectWithFlash } from '~/ui/flash'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data ? `地块 ${data.plot.code}` : '地块')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const plot = await plotRecord(context, args.params.id)
  const isFree = !plot.retiredOn && !plot.holder
  const [choices, { idle }, { readiness }, projects, revival] = await Promise.all([
    plot.mayHold && isFree ? holdChoices(context) : null,
    plotIdle(context, plot.id),
    plotReadiness(context, plot.id),
    isFree ? projectsForPlot(context, plot) : [],
    openRevivalOf(context, { plotId: plot.id }),
  ])
  return { plot, choices, idle, projects, readiness, revival, today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const { id = '' } = args.params
  const values = await formInput(args.request)
  if (values.intent !== 'hold') throw invalidField('intent', '没有这项操作，请刷新页面')
  return answerFormOnce(args, context, values, async () => {
    const { until } = await holdPlot(context, { plotId: id, ...parseInput(holdInput, values) })
    return redirectWithFlash(`/plots/${id}`, `已锁定至 ${until}`)
  })
}

export default function Plot() {
  const { plot, choices, idle, projects, readiness, revival, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { history, holder } = plot
  const isAsMade = plot.version === 1 && history.parents.length > 0
  const current = history.allocations.find(({ state, lapsed }) => state === holder?.state && !lapsed)
  return (
    <Page
      title={`地块 ${plot.code}`}
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code }]}
      marks={
        <>
          <PlotStatusWord status={plot.status} />
          <RetiredBadge plot={plot} />
        </>
      }
      actions={
        <>
          <GroundActions plot={plot} />
          {plot.mayEdit && (
            <LinkButton to={`/plots/${plot.id}/edit`} icon={Pencil}>
              编辑
            </LinkButton>
          )}
        </>
      }
    >
      <Descent plot={plot} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="min-w-0 space-y-4">
          <Panel title="基本情况">
            <KeyValue
              columns={2}
              items={[
                { label: '地块名称', value: plot.name },
                { label: '园区', value: plot.park?.name },
                {
                  label: '面积',
                  value: `${mu(plot.areaMu)} 亩`,
                  note: `${AREA_KIND_NAMES[plot.areaKind]}${plot.computedMu === null ? '，没有图形' : `；按图形计算 ${mu(plot.computedMu)} 亩`}`,
                },
                {
                  label: '用地性质',
                  value: plot.landUseCode && `${landUseName(plot.landUseCode)}（${plot.landUseCode}）`,
                },
                { label: '指标来源', value: plot.quotaSource && QUOTA_SOURCE_NAMES[plot.quotaSource] },
                { label: '容积率', value: farWords(plot) },
                { label: '建筑密度', value: plot.minDensity && `不低于 ${plot.minDensity}%` },
                { label: '绿地率', value: plot.maxGreen && `不高于 ${plot.maxGreen}%` },
                { label: '起始价', value: plot.startPriceWan && `${plot.startPriceWan} 万元/亩` },
                { label: '合同日期', value: plot.contractOn },
                {
                  label: '合同价款',
                  value: plot.contractPriceWan && `${plot.contractPriceWan} 万元`,
                  note: plot.contractPriceWan && isAsMade && '原地块的价款，按面积分摊或合计',
                },
                { label: '约定动工日', value: plot.startDueOn },
                { label: '坐标系', value: plot.sourceEpsg && `EPSG:${plot.sourceEpsg}` },
              ]}
            />
            {!plot.retiredOn && <LacksNote plot={plot} />}
          </Panel>
          <PlotAllocations plot={plot} />
          <StatusHistory plot={plot} />
          <Panel title="面积的来源" flush>
            <DataTable
              caption="面积的来源"
              sortParam={null}
              rows={history.areas.map((row, at) => ({ ...row, at }))}
              rowKey={({ at }) => String(at)}
              columns={[
                { key: 'kind', head: '种类', primary: true, cell: ({ kind }) => AREA_KIND_NAMES[kind] },
                { key: 'mu', head: '面积', unit: '亩', align: 'right', cell: (row) => mu(row.mu) },
                { key: 'source', head: '来源', cell: ({ source }) => source },
                { key: 'on', head: '日期', nowrap: true, cell: ({ on }) => on },
              ]}
            />
          </Panel>
        </div>
        <div className="min-w-0 space-y-4">
          <Panel title="占用">
            <p className="mb-3">
              {plot.retiredOn ? '已不再使用' : <HolderWords holder={holder} status={plot.status} />}
              {plot.candidates > 0 && <span className="ml-2 text-sm text-grey-600">意向 {plot.candidates} 个</span>}
            </p>
            {plot.isStranded && holder && <StrandedNote state={holder.state} />}
            {choices && <HoldForm {...choices} reply={reply} />}
            {current && (
              <LinkButton to={`/plots/${plot.id}/allocations/${current.id}`} size="small">
                {plot.mayHold ? '办理下一步' : '查看经过'}
              </LinkButton>
            )}
          </Panel>
          <IdlePanel plot={plot} idle={idle} />
          {!plot.retiredOn && (
            <RevivalPanel
              revival={revival}
              today={today}
              enterTo={plot.mayHold ? `/land/revival/new?plot=${plot.id}` : null}
            />
          )}
          {!plot.retiredOn && <ReadinessPanel plotId={plot.id} readiness={readiness} />}
          <ProjectsForPlot projects={projects} />
          {plot.figure && (
            <Panel title={plot.isApproximate ? '图形（示意）' : '图形'}>
              {plot.isApproximate && (
                <p className="mb-2 text-sm text-grey-600">
                  由高德或百度坐标换算，误差可达数分米：不作界址，不量算面积。
                </p>
              )}
              <PlotFigure
                figure={plot.figure}
                label={`地块 ${plot.code} 的轮廓，上北`}
                labels={[]}
                className="!max-h-60"
              />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}

/** A project that is over keeps the plot until somebody lets it go. */
function StrandedNote({ state }: { state: AllocationState }) {
  const how = state === 'held' ? '请释放' : state === 'listed' ? '请自然资源部门释放' : '请自然资源部门收回'
  return (
    <div className="mb-3">
      <Notice tone="warning">{`项目已终止或作废，地块仍被占用：${how}。`}</Notice>
    </div>
  )
}

function farWords({ minFar, maxFar }: { minFar: string | null; maxFar: string | null }) {
  return [minFar && `不低于 ${minFar}`, maxFar && `不高于 ${maxFar}`].filter(Boolean).join('，')
}
