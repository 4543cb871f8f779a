import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { factoryFilter } from '~/land/domain/factory/factory-filter'
import { exportFactories } from '~/land/server/factory/export-factories'
import { workbookAnswer } from '~/platform/http/download'
import { businessDay } from '~/shared/day'
import { readAddress } from '~/shared/read-address'

/** The floors that the list of the same address shows. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'factory.read')
  const { values } = readAddress(factoryFilter, new URL(args.request.url).searchParams)
  const name = `标准厂房 ${businessDay(context.now)}.xlsx`
  return workbookAnswer(name, (file) => exportFactories(context, values, file))
}
