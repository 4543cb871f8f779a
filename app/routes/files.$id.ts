import { createReadableStreamFromReadable } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { contentDisposition } from '~/platform/http/file-names'
import { openEvidence } from '~/projects/server/open-evidence'

/** Shown in the browser; anything else is only ever saved, so that no uploaded page runs under our name. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp'])

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const { name, mediaType, sizeBytes, stream } = await openEvidence(context, args.params.id)
  const shown = SHOWN.has(mediaType)
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'content-type': shown ? mediaType : 'application/octet-stream',
      'content-length': String(sizeBytes),
      'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
