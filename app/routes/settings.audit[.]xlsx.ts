import type { LoaderFunctionArgs } from '@remix-run/node'
import { readAuditAddress } from '~/audit/domain/audit-address'
import { exportAudit } from '~/audit/server/export-audit'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { businessDay } from '~/shared/day'

/** The log as this address filters it, as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'audit.read')
  const { filter } = readAuditAddress(new URL(args.request.url).searchParams, businessDay(context.now))
  return workbookAnswer(`审计日志 ${businessDay(context.now)}.xlsx`, (file) => exportAudit(context, filter, file))
}
