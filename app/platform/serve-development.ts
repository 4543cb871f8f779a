import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'node:http'
import type { ViteDevServer } from 'vite'
import { boot } from './boot'
import { program } from './program'

/** The program with Vite in front: modules are loaded again when they change. */
export async function serveDevelopment(vite: ViteDevServer): Promise<void> {
  await boot({
    ...program,
    getBuild: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    wrap: (ours) =>
      createServer((request, response) =>
        vite.middlewares(request, response, () => ours.emit('request', request, response)),
      ),
  })
}
