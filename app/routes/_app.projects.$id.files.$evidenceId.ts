import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireCall } from '~/auth/server/call'
import { openFile } from '~/platform/files'
import { evidenceFile } from '~/projects/server/storedEvidence'

/** What a browser may draw by itself; everything else is saved. */
const SHOWN = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/gif']

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'project.read')
  const { id, evidenceId } = args.params as { id: string; evidenceId: string }
  const { key, name, mediaType, sizeBytes } = await evidenceFile(call, { projectId: id, evidenceId })
  const shown = SHOWN.includes(mediaType)
  return new Response(createReadableStreamFromReadable(await openFile(key)), {
    headers: {
      'Content-Type': shown ? mediaType : 'application/octet-stream',
      'Content-Length': String(sizeBytes),
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
