import type { SurvivalGroup } from '../domain/figures'
import type { CurvePoint, SurvivalCurve } from '../domain/survival'
import { StepsChart, type StepSeries } from '~/ui/charts/steps-chart'

const MONTH = 365.25 / 12

const startedBy = ({ day, incidence, low, high }: CurvePoint) => ({ x: day, y: incidence, low, high })

/** As far as it may be told: at least ten were watched so long. */
const toldOf = ({ points, toldUntil }: SurvivalCurve) =>
  points.filter(({ day }) => toldUntil !== null && day <= toldUntil)

function seriesOf({ key, label, curve }: SurvivalGroup, until: number): StepSeries {
  const { medianDays, toldUntil } = curve
  const last = Math.min(until, toldUntil ?? 0)
  return {
    key,
    label,
    steps: toldOf(curve)
      .filter(({ day }) => day <= last)
      .map(startedBy),
    until: last,
    mark:
      medianDays !== null && medianDays <= until ? { x: medianDays, label: `半数 ${medianDays} 天内开工` } : undefined,
  }
}

/** How far to draw: the last start and some more, at least a year, at most four. */
function extent(groups: readonly SurvivalGroup[]): number {
  const last = Math.max(0, ...groups.map(({ curve }) => toldOf(curve).at(-1)?.day ?? 0))
  return Math.min(4 * 366, Math.max(365, Math.ceil((last * 1.05) / 91.3) * 91.3))
}

/** Shares started by days since signing; not started counts as long as it has been watched, ended starts no more. */
export function StartCurve({ groups, height }: { groups: readonly SurvivalGroup[]; height?: number }) {
  const max = extent(groups)
  const every = max <= 400 ? 2 : max <= 800 ? 3 : 6
  const marks = Array.from({ length: Math.floor(max / MONTH / every) + 1 }, (_, at) => ({
    at: at * every * MONTH,
    label: `${at * every}`,
  }))
  const only = groups.length === 1 ? groups[0]!.curve : null
  const description = only
    ? `签约后开工的比例：${only.total} 个项目中 ${only.started} 个已开工，${only.medianDays === null ? '尚未过半' : `半数在 ${only.medianDays} 天内开工`}`
    : `各组签约后开工的比例：${groups.map(({ label, curve }) => `${label} ${curve.medianDays === null ? '未过半' : `半数 ${curve.medianDays} 天`}`).join('，')}`
  return (
    <StepsChart
      series={groups.map((group) => seriesOf(group, max))}
      max={max}
      marks={marks}
      xLabel="签约后（月）"
      description={description}
      height={height}
    />
  )
}
