import { prepare } from './steps.mjs'

process.env.NODE_ENV ||= 'production'
await prepare()
await import('../../../build/server/crm.js')
