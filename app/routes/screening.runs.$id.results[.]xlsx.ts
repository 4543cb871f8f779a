import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { routeParams } from '~/platform/http/route-params'
import { runAddress, runQuery } from '~/screening/domain/runs/run'
import { exportRun } from '~/screening/server/runs/export-run'
import { businessDay } from '~/shared/day'
import { readAddress } from '~/shared/read-address'

/** The projects of a run that this address asks for, as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screeningRun.read')
  const { id } = routeParams(args, 'id')
  const query = runQuery(readAddress(runAddress, new URL(args.request.url).searchParams).values)
  return workbookAnswer(`全部重判 ${businessDay(context.now)}.xlsx`, (file) => exportRun(context, id, query, file))
}
