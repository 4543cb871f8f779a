import { checkNode, prepare } from './steps.mjs'
import { refuseSecondStart } from './second-start.mjs'

checkNode()
process.env.NODE_ENV ||= 'production'
await refuseSecondStart()
await prepare()
await import('../../../build/server/serve.js')
