import { writeSync } from 'node:fs'
import { takeDataFolder } from '~/platform/data-folder'
import { openDatabase } from '~/platform/database/open'
import { env } from '~/platform/env'
import { codeOf } from '~/platform/error-facts'
import { installRooms } from '~/rooms'
import { seedIfEmpty } from '~/seed'
import { run } from './run'

const STANDARD_OUTPUT = 1

installRooms()
let close: (() => Promise<void>) | undefined

/** Attaches to the running database or starts it; an empty one is filled as `npm start` would. */
async function open(): Promise<() => Promise<void>> {
  takeDataFolder(env().DATA_DIR)
  const database = await openDatabase()
  close = database.close
  const { lines } = await seedIfEmpty({ mode: env().SEED, now: new Date() })
  for (const line of lines) tell(line)
  return database.close
}

const tell = (text: string) => void process.stderr.write(`${text}\n`)

/** Blocks until it is written: a pipe would lose what process.exit leaves behind. */
function print(text: string): void {
  const bytes = Buffer.from(`${text}\n`)
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(STANDARD_OUTPUT, bytes, at)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
    }
  }
}

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => void (close?.() ?? Promise.resolve()).finally(() => process.exit(2)))
}

process.exit(await run(process.argv.slice(2), { out: print, err: tell, open }))
