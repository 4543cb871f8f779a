import { buildAll, generate, install, isGenerated, isInstalled } from './steps.mjs'

if (!isInstalled()) await install()
if (!isGenerated()) await generate()
await buildAll()
