import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { sendFile } from '~/platform/http/send-file'
import { openReviewFile } from '~/screening/server/review-files'

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  return sendFile(await openReviewFile(context, args.params.id))
}
