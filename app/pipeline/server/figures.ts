import { breakdownFigure } from './figures/breakdown'
import { cohortsFigure } from './figures/cohorts'
import { curvesFigure } from './figures/curves'
import { flowFigure } from './figures/flow'
import { forecastFigure, quartersAheadFigure } from './figures/forecast'
import { funnelFigure } from './figures/funnel'
import { heatFigure } from './figures/heat'
import { confidentialOverdueFigure, overdueFigure } from './figures/overdue'
import { overdueItemsFigure } from './figures/overdue-items'
import { landDayUnknownFigure, qualityFigure, startDayUnknownFigure } from './figures/quality'
import { silentFigure } from './figures/silent'
import { startsFigure } from './figures/starts'
import { staysFigure } from './figures/stays'

/** Every figure of the pipeline by its name. Page, API, command line and wall have no other. */
export const FIGURES = {
  funnel: funnelFigure,
  quality: qualityFigure,
  landDayUnknown: landDayUnknownFigure,
  startDayUnknown: startDayUnknownFigure,
  heat: heatFigure,
  cohorts: cohortsFigure,
  curves: curvesFigure,
  forecast: forecastFigure,
  quartersAhead: quartersAheadFigure,
  stays: staysFigure,
  flow: flowFigure,
  breakdown: breakdownFigure,
  overdue: overdueFigure,
  confidentialOverdue: confidentialOverdueFigure,
  overdueItems: overdueItemsFigure,
  starts: startsFigure,
  silent: silentFigure,
}

export type FigureName = keyof typeof FIGURES
