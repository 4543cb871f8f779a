import { prepare, root } from './steps.mjs'
import { refuseSecondStart } from './second-start.mjs'

process.env.NODE_ENV = 'development'
await refuseSecondStart()
await prepare({ build: false, dev: true })

const { createServer } = await import('vite')
const vite = await createServer({
  configFile: `${root}remix.config.js`,
  server: { middlewareMode: true },
  appType: 'custom',
})
const { serveDevelopment } = await vite.ssrLoadModule('/app/platform/serve-development.ts')
await serveDevelopment(vite)
