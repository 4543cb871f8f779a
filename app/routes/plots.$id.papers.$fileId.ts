import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { openPaper } from '~/land/server/paper'
import { sendFile } from '~/platform/http/send-file'

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  return sendFile(await openPaper(context, args.params.id, args.params.fileId))
}
