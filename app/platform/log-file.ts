import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { addDays, businessDay, fromDay } from '~/shared/day'

const KEPT_DAYS = 30
const SHANGHAI_MS = 8 * 3_600_000
const NAME = /^crm-(\d{4}-\d{2}-\d{2})\.log$/

/** Writes lines into a file a business day in `folder`, for its owner alone, and keeps the last 30. A full disk loses lines, no request. */
export function dailyLog(folder: string, now: () => Date = () => new Date()) {
  let until = 0
  let file = open()

  function open() {
    const today = businessDay(now())
    until = fromDay(addDays(today, 1)).getTime() - SHANGHAI_MS
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const oldest = addDays(today, 1 - KEPT_DAYS)
    for (const name of readdirSync(folder)) {
      const day = NAME.exec(name)?.[1]
      if (day && day < oldest) rmSync(path.join(folder, name), { force: true })
    }
    const opened = pino.destination({ dest: path.join(folder, `crm-${today}.log`), mode: 0o600, sync: true })
    opened.on('error', () => {})
    return opened
  }

  return {
    write(line: string) {
      if (now().getTime() >= until) {
        file.end()
        file = open()
      }
      file.write(line)
    },
  }
}
