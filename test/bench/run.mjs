// Builds the program where it is stale, then measures it. `npm run bench -- --help` tells the options.
import { prepare } from '../../app/platform/launch/steps.mjs'

process.env.NODE_ENV ||= 'production'
await prepare()
await import('../../build/server/bench.js')
