import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { routeParams } from '~/platform/http/route-params'
import { writeRuleBook } from '~/screening/server/write-books'

/** A rule set as a workbook: the version in force, that of `version`, or with `draft` what is being changed. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.read')
  const { id } = routeParams(args, 'id')
  const search = new URL(args.request.url).searchParams
  const version = /^[1-9]\d{0,5}$/.exec(search.get('version') ?? '')?.[0]
  const asked = { id, version: version ? Number(version) : null, isDraft: search.has('draft') }
  return workbookAnswer(`规则集 ${id}.xlsx`, (file) => writeRuleBook(context, asked, file))
}
