import { buildAll, generate, install, isGenerated, isInstalled } from './steps.mjs'

if (!isInstalled()) install()
if (!isGenerated()) generate()
buildAll()
