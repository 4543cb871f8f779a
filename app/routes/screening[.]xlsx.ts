import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { screeningFilter } from '~/screening/domain/screening'
import { exportScreenings } from '~/screening/server/export-screenings'
import { businessDay } from '~/shared/day'
import { readAddress } from '~/shared/read-address'

/** The screenings that the list of the same address shows. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  const { values } = readAddress(screeningFilter, new URL(args.request.url).searchParams)
  const name = `项目预审 ${businessDay(context.now)}.xlsx`
  return workbookAnswer(name, (file) => exportScreenings(context, values, file))
}
