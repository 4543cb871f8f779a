import path from 'node:path'
import * as build from 'virtual:remix/server-build'
import { boot } from './boot'
import { projectRoot } from './root'

await boot({ getBuild: () => build, clientDirectory: path.join(projectRoot(), 'build', 'client') })
