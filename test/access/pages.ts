import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { flatRoutes } from '@remix-run/fs-routes'
import type { ServerBuild } from '@remix-run/node'
import { serverBuild, type BuildRoute } from '../tiny-build'

type Module = Record<string, unknown>
type Entry = Awaited<ReturnType<typeof flatRoutes>>[number]

const modules = import.meta.glob<Module>('../../app/routes/*.{ts,tsx}')
const appDirectory = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../app')

/** The program's pages as Remix finds them, straight from their sources: nothing has to be built. */
export async function pagesBuild(): Promise<ServerBuild> {
  // Where @remix-run/fs-routes looks for routes; Remix's own Vite plugin sets it the same way.
  Object.assign(globalThis, { __remixAppDirectory: appDirectory })
  const [root, entry] = await Promise.all([import('../../app/root'), import('../../app/entry.server')])
  const routes: BuildRoute[] = [{ id: 'root', path: '', module: { ...root } }]
  for (const route of await flatRoutes()) await collect(route, 'root', routes)
  return serverBuild(routes, entry)
}

async function collect(
  { file, path: at, index, children }: Entry,
  parentId: string,
  into: BuildRoute[],
): Promise<void> {
  const id = file.replace(/\.tsx?$/, '').replaceAll('\\', '/')
  const load = modules[`../../app/${file.replaceAll('\\', '/')}`]
  if (!load) throw new Error(`no module for ${file}`)
  into.push({ id, path: at, index, parentId, module: { ...(await load()) } })
  for (const child of children ?? []) await collect(child, id, into)
}
