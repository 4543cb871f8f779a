import { open, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { askedProjects } from '~/pipeline/server/asked-projects'
import { contentDisposition } from '~/platform/http/file-names'
import { exportProjects } from '~/projects/server/export'
import { businessDay } from '~/shared/day'

/** The list of this address as a workbook. Written whole before it is sent, so that no half of it looks like all. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const asked = askedProjects(context, new URL(args.request.url).searchParams)
  const folder = await mkdtemp(path.join(tmpdir(), 'projects-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'projects.xlsx')
    await exportProjects(context, asked, file)
    const handle = await open(file)
    const { size } = await handle.stat()
    const stream = handle.createReadStream()
    stream.once('close', () => void remove())
    return new Response(createReadableStreamFromReadable(stream), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(size),
        'content-disposition': contentDisposition('attachment', `项目 ${businessDay(context.now)}.xlsx`),
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    await remove()
    throw error
  }
}
