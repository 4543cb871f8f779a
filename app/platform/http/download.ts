import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { contentDisposition } from './file-names'

/** A workbook to be saved as `name`. */
export const workbookAnswer = (name: string, write: (file: string) => Promise<unknown>): Promise<Response> =>
  fileAnswer(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write)

/** A file to be saved as `name`. Written whole before it is sent, so that no half of it looks like all. */
export async function fileAnswer(
  name: string,
  mediaType: string,
  write: (file: string) => Promise<unknown>,
): Promise<Response> {
  const folder = await mkdtemp(path.join(tmpdir(), 'download-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'file')
    await write(file)
    const handle = await open(file)
    const { size } = await handle.stat()
    const stream = handle.createReadStream()
    stream.once('close', () => void remove())
    return new Response(createReadableStreamFromReadable(stream), {
      headers: {
        'content-type': mediaType,
        'content-length': String(size),
        'content-disposition': contentDisposition('attachment', name),
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    await remove()
    throw error
  }
}
