import { readAddress } from '~/shared/read-address'
import { plotFilter, type PlotFilter, type PlotFilterName } from './filter'

/** What an address asks of plots: the filters that can be read, and the names of those that cannot. */
export function readPlotAddress(search: URLSearchParams): { filter: PlotFilter; ignored: PlotFilterName[] } {
  const { values: filter, ignored } = readAddress(plotFilter, search)
  return { filter, ignored }
}
