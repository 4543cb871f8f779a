import { Link } from '@remix-run/react'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Badge } from '~/ui/badge'
import { IconButton, LinkButton } from '~/ui/button'
import { KeyValue } from '~/ui/key-value'
import type { DrawerPlot } from '../../domain/map/map'
import { AREA_KIND_NAMES } from '../../domain/plot'
import { PLOT_STATUS_NAMES } from '../../domain/status/status'
import { HolderWords } from '../allocation/holder-words'
import { mu, PlotStatusWord } from '../plot-list'

interface PlotDrawerProps {
  plot: DrawerPlot
  onClose: () => void
  /** to another plot, without leaving the map */
  onLook: (plotId: string) => void
}

/** Facts, history and project of the chosen plot, beside the map; under it on a phone. */
export function PlotDrawer({ plot, onClose, onLook }: PlotDrawerProps) {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClose])
  return (
    <aside
      aria-label={`地块 ${plot.code}`}
      className="panel mt-3 lg:absolute lg:bottom-3 lg:right-3 lg:top-3 lg:z-[600] lg:mt-0 lg:w-[340px] lg:overflow-y-auto lg:shadow"
    >
      <header className="flex items-start justify-between gap-2 border-b border-grey-200 px-4 py-2.5">
        <div className="min-w-0">
          <h2 className="truncate text-md">
            <Link to={`/plots/${plot.id}`}>{plot.code}</Link>
          </h2>
          <p className="text-sm text-grey-700">{plot.name}</p>
        </div>
        <IconButton label="关闭" icon={X} size="small" onClick={onClose} />
      </header>
      <div className="space-y-4 px-4 py-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PlotStatusWord status={plot.status} />
          {plot.retiredOn ? (
            <Badge tone="warning">{plot.retiredOn} 起不再使用</Badge>
          ) : (
            <HolderWords holder={plot.holder} status={plot.status} />
          )}
          {plot.candidates > 0 && <span className="text-sm text-grey-600">意向 {plot.candidates} 个</span>}
        </p>
        <KeyValue
          items={[
            {
              label: '面积',
              value: `${mu(plot.areaMu)} 亩`,
              note: `${AREA_KIND_NAMES[plot.areaKind]}${plot.computedMu === null ? '' : `；按图形计算 ${mu(plot.computedMu)} 亩`}`,
            },
            { label: '园区', value: plot.park },
            { label: '用地性质', value: plot.landUse },
            { label: '规划条件', value: planning(plot) },
          ]}
        />
        <Relatives label="来自" plots={plot.parents} onLook={onLook} />
        <Relatives label="变更为" plots={plot.children} onLook={onLook} />
        {plot.statuses.length > 0 && (
          <section>
            <h3 className="mb-1 font-medium">状态变化</h3>
            <ul className="space-y-0.5 text-sm">
              {plot.statuses.map(({ id, status, from, document }) => (
                <li key={id} className="flex flex-wrap gap-x-2">
                  <span className="tabular-nums text-grey-600">{from ?? '时间不详'}</span>
                  {PLOT_STATUS_NAMES[status]}
                  {document && <span className="text-grey-600">{document}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="flex flex-wrap gap-2">
          <LinkButton to={`/plots/${plot.id}`} tone="primary" size="small">
            看详情
          </LinkButton>
          <LinkButton to={`/plots/${plot.id}/card`} size="small">
            卡片
          </LinkButton>
          {plot.mayChange && (
            <>
              <LinkButton to={`/plots/${plot.id}/divide`} size="small">
                分割
              </LinkButton>
              <LinkButton to={`/plots/${plot.id}/merge`} size="small">
                合并
              </LinkButton>
            </>
          )}
        </p>
      </div>
    </aside>
  )
}

function planning({ minFar, minDensity, maxGreen, startPriceWan }: DrawerPlot): string {
  return [
    minFar && `容积率≥${minFar}`,
    minDensity && `建筑密度≥${minDensity}%`,
    maxGreen && `绿地率≤${maxGreen}%`,
    startPriceWan && `起始价 ${startPriceWan} 万元/亩`,
  ]
    .filter(Boolean)
    .join('，')
}

interface RelativesProps {
  label: string
  plots: readonly { id: string; code: string }[]
  onLook: (plotId: string) => void
}

function Relatives({ label, plots, onLook }: RelativesProps) {
  if (plots.length === 0) return null
  return (
    <p className="text-sm">
      <span className="mr-2 text-grey-600">{label}</span>
      {plots.map(({ id, code }, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <button type="button" className="text-accent-600 hover:underline" onClick={() => onLook(id)}>
            {code}
          </button>
        </span>
      ))}
    </p>
  )
}
