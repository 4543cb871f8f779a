import type { ServerBuild } from '@remix-run/node'

type Module = Record<string, unknown>

export interface BuildRoute {
  id: string
  path?: string
  index?: boolean
  parentId?: string
  module: Module
}

/** A server build from modules that are at hand, as Remix's own would have made it. */
export function serverBuild(routes: BuildRoute[], entry: object): ServerBuild {
  const future = {
    v3_singleFetch: true,
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
  }
  const inBrowser = ({ id, path, index, parentId, module }: BuildRoute) => ({
    id,
    path,
    index,
    parentId,
    module: '/assets/none.js',
    hasLoader: 'loader' in module,
    hasAction: 'action' in module,
    hasErrorBoundary: 'ErrorBoundary' in module,
  })
  return {
    routes: Object.fromEntries(routes.map((route) => [route.id, route])),
    entry: { module: entry },
    future,
    assets: {
      entry: { imports: [], module: '/assets/none.js' },
      routes: Object.fromEntries(routes.map((route) => [route.id, inBrowser(route)])),
      url: '',
      version: '1',
    },
    assetsBuildDirectory: 'build/client',
    basename: '/',
    publicPath: '/',
    isSpaMode: false,
    mode: 'test',
  } as unknown as ServerBuild
}

/** A server build of resource routes alone, to try what stands in front of Remix without the program's pages. */
export function tinyBuild(modules: Record<string, Module>): ServerBuild {
  const routes = Object.entries(modules).map(([path, module]) => ({
    id: path,
    path,
    parentId: 'root',
    module: { ...module },
  }))
  return serverBuild([{ id: 'root', path: '', module: { default: () => null } }, ...routes], {
    default: (_request: Request, status: number) => new Response('page', { status }),
    handleError: () => {},
  })
}
