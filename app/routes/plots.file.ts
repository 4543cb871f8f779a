import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { exportInput } from '~/land/domain/export/export-input'
import { readPlotAddress } from '~/land/domain/plot-address'
import { PLOT_FILE_ENDINGS } from '~/land/domain/export/plot-files'
import { exportPlots } from '~/land/server/export/export-plots'
import { sortOf } from '~/land/server/plots'
import { fileAnswer } from '~/platform/http/download'
import { businessDay } from '~/shared/day'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { redirectWithFlash } from '~/ui/flash'

/** The plots of this address as a file; what a format cannot have is said on the list. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const { filter } = readPlotAddress(search)
  const sort = sortOf(search.get('sort'))
  try {
    const { format, crs = null, encoding = null } = parseInput(exportInput, Object.fromEntries(search))
    const name = `地块 ${businessDay(context.now)}.${PLOT_FILE_ENDINGS[format]}`
    const question = { filter, sort, format, epsg: crs, encoding }
    return await fileAnswer(name, 'application/octet-stream', (file) => exportPlots(context, question, file))
  } catch (error) {
    if (!(error instanceof AppError) || ![413, 422].includes(error.status)) throw error
    for (const name of ['format', 'crs', 'encoding']) search.delete(name)
    const text = error.errors[0]?.message ?? error.userMessage
    return redirectWithFlash(`/plots?${search}`, { tone: 'danger', text })
  }
}
