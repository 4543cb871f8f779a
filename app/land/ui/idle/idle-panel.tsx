import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import type { PlotStatus } from '../../domain/status/status'
import type { PlotIdle } from '../../server/idle/idle-clocks'
import { IdleWords } from './idle-words'

/** The idle clock on a plot's page, where land is supplied and not yet in use. */
export function IdlePanel({
  plot,
  idle: { clock, contractPriceWan },
}: {
  plot: { id: string; status: PlotStatus }
  idle: PlotIdle
}) {
  if (plot.status !== 'suppliedNotUsed' && plot.status !== 'underConstruction') return null
  return (
    <Panel
      title="动工期限"
      actions={
        <LinkButton to={`/plots/${plot.id}/idle`} size="small" tone="quiet">
          详情
        </LinkButton>
      }
    >
      {clock ? <IdleWords clock={clock} contractPriceWan={contractPriceWan} /> : <NoClock status={plot.status} />}
    </Panel>
  )
}

/** Why no clock counts. */
export function NoClock({ status }: { status: PlotStatus }) {
  if (status === 'underConstruction') return <p className="text-grey-600">已开工，没有登记中止开发。</p>
  if (status === 'suppliedNotUsed')
    return <p className="text-warning">缺约定动工日和交地日期，无法计算闲置；请补填约定动工日。</p>
  return <p className="text-grey-600">只有“供而未用”和中止开发的“已开工”土地计算闲置。</p>
}
