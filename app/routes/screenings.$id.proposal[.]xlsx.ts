import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { routeParams } from '~/platform/http/route-params'
import { writeProposalBook } from '~/screening/server/write-books'

/** The workbook of a proposal, to be filled in and imported. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.edit')
  const { id } = routeParams(args, 'id')
  return workbookAnswer('项目方案填报表.xlsx', (file) => writeProposalBook(context, id, file))
}
