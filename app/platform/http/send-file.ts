import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Readable } from 'node:stream'
import { contentDisposition } from './file-names'

/** Shown in the browser; anything else is only ever saved, so that no uploaded page runs under our name. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp'])

interface SentFile {
  name: string
  mediaType: string
  sizeBytes: bigint
  stream: Readable
}

/** Sends a stored file under its own name. */
export function sendFile({ name, mediaType, sizeBytes, stream }: SentFile): Response {
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
