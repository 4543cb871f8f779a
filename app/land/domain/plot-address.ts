import { keysOf } from '~/shared/records'
import { PLOT_FILTERS, type PlotFilter, type PlotFilterName } from './filter'

/** What an address asks of plots: the filters that can be read, and the names of those that cannot. */
export function readPlotAddress(search: URLSearchParams): { filter: PlotFilter; ignored: PlotFilterName[] } {
  const filter: Record<string, unknown> = {}
  const ignored: PlotFilterName[] = []
  for (const name of keysOf(PLOT_FILTERS)) {
    const typed = search.getAll(name).filter((value) => value !== '')
    if (typed.length === 0) continue
    const read = PLOT_FILTERS[name].schema.safeParse(typed.length === 1 ? typed[0] : typed)
    if (read.success) filter[name] = read.data
    else ignored.push(name)
  }
  return { filter, ignored }
}
