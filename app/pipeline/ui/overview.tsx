import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { openAt, type Basis } from '../domain/figure-links'
import type { PipelineFigures } from '../domain/figures'
import { CurveNote } from './curve-note'
import { FunnelTable } from './funnel'
import { HeatMap } from './heat-map'
import { KeyFigures } from './key-figures'
import { Legend, Titled } from './legend'
import { OverdueTable } from './overdue-table'
import { Quality } from './quality'
import { Quarters } from './quarters'
import { Sentence } from './sentences'
import { StartCurve } from './start-curve'
import { StartDayNote } from './start-day-note'
import { UnitsLate } from './units-late'

interface OverviewProps {
  figures: PipelineFigures
  sentences: readonly Pick<Parameters<typeof Sentence>[0], 'period' | 'row' | 'yearBefore'>[]
  basis: Basis
  /** the address of a neighbouring page, asked the same */
  page: (path: string) => string
}

/** How many, how much, since when, why, and who must act: on one page. */
export function Overview({ figures, sentences, basis, page }: OverviewProps) {
  const { compare } = figures
  const open = openAt(basis)
  const openEarlier = openAt({ ...basis, asOf: compare.asOf })
  const whole = figures.survival.groups[0]
  return (
    <>
      <div className="mb-4 flex items-start justify-between gap-3">
        <div className="space-y-1 text-lg leading-relaxed">
          {sentences.map(({ period, row, yearBefore }, at) => (
            <Sentence
              key={at}
              row={row}
              yearBefore={yearBefore}
              period={period}
              open={openAt({ ...basis, signedFrom: undefined, signedTo: undefined })}
            />
          ))}
        </div>
        <Legend of={['notStarted', 'startRate', 'overdue', 'soon', 'delayedTax']} align="right" />
      </div>
      <KeyFigures now={figures} then={compare} open={open} />
      <Panel
        title={<Titled title="从线索到达效" of={['reached', 'atStage', 'reachRatio', 'verified', 'landDay']} />}
        flush
        className="mb-4"
      >
        <FunnelTable
          rows={figures.funnel}
          earlier={compare.funnel}
          open={open}
          openEarlier={openEarlier}
          landDayUnknown={figures.quality.landDayUnknown}
          landDayUnknownEarlier={compare.quality.landDayUnknown}
        />
      </Panel>
      {figures.overdue.total > 0 && (
        <Panel
          title={`逾期最重的 ${figures.worst.length} 个项目`}
          flush
          className="mb-4"
          actions={
            <LinkButton size="small" to={page('/pipeline/overdue')}>
              全部逾期项目
            </LinkButton>
          }
        >
          <OverdueTable caption="逾期未开工的项目，投资额大的在前" items={figures.worst} late />
        </Panel>
      )}
      {whole ? (
        <div className="mb-4 grid grid-cols-1 gap-4 xl:grid-cols-2 print:grid-cols-2">
          <Panel title={<Titled title="签约后多久开工" of={['incidence', 'startDay']} />}>
            <CurveNote group={whole} open={open} />
            <StartDayNote count={figures.quality.startDayUnknown} open={open} />
            <StartCurve groups={[whole]} />
          </Panel>
          <Panel title={<Titled title="接下来几个季度" of={['notStarted', 'forecast']} />}>
            <Quarters now={figures.forecast} asOf={figures.asOf} open={open} />
          </Panel>
          <Panel title={<Titled title="逾期在谁手里" of={['overdue']} />} flush>
            <UnitsLate
              units={figures.overdue.units}
              earlier={compare.overdue.units}
              days={figures.overdue.days}
              open={open}
              openEarlier={openEarlier}
              most={8}
              allTo={page('/pipeline/overdue')}
            />
          </Panel>
          <Panel title="数字的底细">
            <Quality now={figures.quality} then={compare.quality} open={open} openEarlier={openEarlier} />
          </Panel>
        </div>
      ) : (
        <div className="panel mb-4">
          <EmptyState title="这一范围内没有签约项目">换一个时段或范围，或点“历年”看全部。</EmptyState>
        </div>
      )}
      {figures.cohorts.length > 0 && (
        <Panel
          title={<Titled title="同期签约的项目走了多远" of={['cohort', 'landDay', 'startDay']} />}
          flush
          className="mb-4"
        >
          <HeatMap
            cohorts={figures.cohorts}
            earlier={compare.cohorts}
            open={open}
            openEarlier={openEarlier}
            landDayUnknown={figures.quality.landDayUnknown}
            startDayUnknown={figures.quality.startDayUnknown}
          />
        </Panel>
      )}
    </>
  )
}
