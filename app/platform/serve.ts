import path from 'node:path'
import * as build from 'virtual:remix/server-build'
import { boot } from './boot'
import { program } from './program'
import { projectRoot } from './root'

await boot({ ...program, getBuild: () => build, clientDirectory: path.join(projectRoot(), 'build', 'client') })
