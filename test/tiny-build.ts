import type { ServerBuild } from '@remix-run/node'

type Module = Record<string, unknown>

/** A server build of resource routes alone, to try what stands in front of Remix without building the program. */
export function tinyBuild(modules: Record<string, Module>): ServerBuild {
  const routes = Object.fromEntries([
    ['root', { id: 'root', path: '', module: { default: () => null } }],
    ...Object.entries(modules).map(([path, module]) => [path, { id: path, path, parentId: 'root', module: { ...module } }]),
  ])
  const entry = {
    module: {
      default: (_request: Request, status: number) => new Response('page', { status }),
      handleError: () => {},
    },
  }
  const future = { v3_singleFetch: true, v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true }
  const assets = { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' }
  return {
    routes,
    entry,
    future,
    assets,
    assetsBuildDirectory: 'build/client',
    basename: '/',
    publicPath: '/',
    isSpaMode: false,
    mode: 'test',
  } as unknown as ServerBuild
}
