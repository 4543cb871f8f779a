import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { ALLOCATION_STATE_NAMES } from '../domain/allocation/allocation'
import type { Figure } from '../domain/figure'
import { landUseName } from '../domain/land-uses'
import { AREA_KIND_NAMES, QUOTA_SOURCE_NAMES, type AreaKind, type ListedPlot } from '../domain/plot'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../domain/status/status'
import { HolderWords } from './allocation/holder-words'
import { PlotFigure } from './plot-figure'
import { mu } from './plot-list'

interface PlotCardProps {
  plot: ListedPlot & {
    retiredOn: string | null
    minFar: string | null
    maxFar: string | null
    minDensity: string | null
    maxGreen: string | null
    startPriceWan: string | null
    history: {
      areas: readonly { kind: AreaKind; mu: number; source: string; on: string }[]
      statuses: readonly {
        id: string
        status: PlotStatus
        from: string | null
        document: string | null
        standing: boolean
      }[]
      allocations: readonly {
        id: string
        state: keyof typeof ALLOCATION_STATE_NAMES
        since: string
        project: { name: string } | null
        over: boolean
      }[]
    }
  }
  drawn: {
    figure: Figure
    system: string
    points: number
    corners: readonly { name: string; north: string; east: string; at: readonly [number, number] }[]
  } | null
}

/** Rows of a history that fit onto the sheet. */
const MOST_ROWS = 5

/** All that one sheet of A4 holds of a plot: drawing with corner points, areas, planning, status, holder. */
export function PlotCard({ plot, drawn }: PlotCardProps) {
  const { areas, statuses, allocations } = plot.history
  const standing = statuses.filter((each) => each.standing)
  const going = allocations.filter(({ over }) => !over)
  return (
    <div className="space-y-3 print:space-y-2 print:text-sm">
      <Panel title="基本情况">
        <KeyValue columns={2} items={facts(plot)} />
      </Panel>
      {drawn && (
        <Panel title={`图形和界址点（${drawn.system}，单位米）`}>
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] print:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <PlotFigure
              figure={drawn.figure}
              label={`地块 ${plot.code} 的轮廓和界址点，上北`}
              labels={[[`${mu(plot.areaMu)} 亩`]]}
              marks={drawn.corners.map(({ name, at }) => ({ at, words: name.slice(1) }))}
              className="!max-h-80 print:!max-h-[85mm]"
            />
            {drawn.corners.length > 0 ? (
              <Corners corners={drawn.corners} />
            ) : (
              <p className="text-grey-700">共 {drawn.points} 个界址点，请导出图形文件查看。</p>
            )}
          </div>
        </Panel>
      )}
      <div className="grid gap-3 sm:grid-cols-2 print:grid-cols-2 print:gap-2">
        <Panel title="面积">
          <Lines
            rows={areas
              .slice(0, MOST_ROWS)
              .map(({ kind, mu: each, source, on }) => [AREA_KIND_NAMES[kind], `${mu(each)} 亩，${source}，${on}`])}
          />
        </Panel>
        <Panel title="状态变化">
          <Lines
            rows={standing
              .slice(0, MOST_ROWS)
              .map(({ status, from, document }) => [
                from ?? '时间不详',
                [PLOT_STATUS_NAMES[status], document].filter(Boolean).join('，'),
              ])}
          />
        </Panel>
      </div>
      <Panel title="选址与供地">
        {going.length === 0 ? (
          <p className="text-grey-600">没有在选址或供地的项目。</p>
        ) : (
          <Lines
            rows={going
              .slice(0, MOST_ROWS)
              .map(({ state, since, project }) => [
                ALLOCATION_STATE_NAMES[state],
                `${project?.name ?? '其他项目'}，自 ${since}`,
              ])}
          />
        )}
      </Panel>
    </div>
  )
}

function facts(plot: PlotCardProps['plot']) {
  const far = [plot.minFar && `不低于 ${plot.minFar}`, plot.maxFar && `不高于 ${plot.maxFar}`]
    .filter(Boolean)
    .join('，')
  return [
    { label: '宗地号', value: plot.code },
    { label: '地块名称', value: plot.name },
    { label: '园区', value: plot.park?.name },
    { label: '面积', value: `${mu(plot.areaMu)} 亩（${AREA_KIND_NAMES[plot.areaKind]}）` },
    { label: '用地性质', value: plot.landUseCode && `${landUseName(plot.landUseCode)}（${plot.landUseCode}）` },
    { label: '指标来源', value: plot.quotaSource && QUOTA_SOURCE_NAMES[plot.quotaSource] },
    {
      label: '状态',
      value: `${PLOT_STATUS_NAMES[plot.status]}${plot.retiredOn ? `，${plot.retiredOn} 起不再使用` : ''}`,
    },
    { label: '占用', value: plot.retiredOn ? null : <HolderWords holder={plot.holder} status={plot.status} /> },
    { label: '容积率', value: far },
    { label: '建筑密度', value: plot.minDensity && `不低于 ${plot.minDensity}%` },
    { label: '绿地率', value: plot.maxGreen && `不高于 ${plot.maxGreen}%` },
    { label: '起始价', value: plot.startPriceWan && `${plot.startPriceWan} 万元/亩` },
  ]
}

function Lines({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <ul className="space-y-0.5">
      {rows.map(([head, words], index) => (
        <li key={index} className="flex gap-3">
          <span className="w-[88px] flex-none text-grey-600">{head}</span>
          <span className="min-w-0">{words}</span>
        </li>
      ))}
    </ul>
  )
}

function Corners({ corners }: { corners: NonNullable<PlotCardProps['drawn']>['corners'] }) {
  return (
    <table className="w-full self-start text-sm tabular-nums">
      <caption className="sr-only">界址点坐标</caption>
      <thead>
        <tr className="border-b border-grey-300 text-left text-grey-600">
          <th scope="col">点号</th>
          <th scope="col" className="text-right">
            X（北）
          </th>
          <th scope="col" className="text-right">
            Y（东）
          </th>
        </tr>
      </thead>
      <tbody>
        {corners.map(({ name, north, east }) => (
          <tr key={name} className="border-b border-grey-100 print:leading-tight">
            <th scope="row" className="text-left font-normal">
              {name}
            </th>
            <td className="text-right">{north}</td>
            <td className="text-right">{east}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
