import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { askedProjects } from '~/pipeline/server/asked-projects'
import { workbookAnswer } from '~/platform/http/download'
import { exportProjects } from '~/projects/server/export'
import { businessDay } from '~/shared/day'

/** The list of this address as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const asked = askedProjects(context, new URL(args.request.url).searchParams)
  const day = asked.past ? `截至 ${asked.asOf}` : businessDay(context.now)
  return workbookAnswer(`项目 ${day}.xlsx`, (file) => exportProjects(context, asked, file))
}
