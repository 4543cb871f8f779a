import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { sendFile } from '~/platform/http/send-file'
import { openEvidence } from '~/projects/server/open-evidence'

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  return sendFile(await openEvidence(context, args.params.id))
}
