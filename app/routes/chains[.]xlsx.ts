import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { exportChains, writeTemplate } from '~/chains/server/export-chains'
import { workbookAnswer } from '~/platform/http/download'
import { businessDay } from '~/shared/day'

/** All chains as a workbook that can be imported again, or the empty one to fill in. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.read')
  if (new URL(args.request.url).searchParams.get('template')) {
    return workbookAnswer('产业链模板.xlsx', (file) => writeTemplate(context, file))
  }
  return workbookAnswer(`产业链 ${businessDay(context.now)}.xlsx`, (file) => exportChains(context, file))
}
