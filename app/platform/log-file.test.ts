import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dailyLog } from './log-file'

const folder = mkdtempSync(path.join(tmpdir(), 'crm-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a log has a file for each business day, for its owner alone, and those of thirty days are kept', () => {
  writeFileSync(path.join(folder, 'crm-2026-10-30.log'), 'old')
  writeFileSync(path.join(folder, 'crm-2026-10-31.log'), 'kept')
  let now = new Date('2026-11-28T15:59:00Z')
  const log = dailyLog(folder, () => now)
  log.write('before midnight\n')
  now = new Date('2026-11-28T16:00:00Z')
  log.write('after midnight\n')
  const read = (day: string) => readFileSync(path.join(folder, `crm-${day}.log`), 'utf8')
  expect([read('2026-11-28'), read('2026-11-29')]).toEqual(['before midnight\n', 'after midnight\n'])
  expect(readdirSync(folder).sort()).toEqual(['crm-2026-10-31.log', 'crm-2026-11-28.log', 'crm-2026-11-29.log'].sort())
  expect(statSync(path.join(folder, 'crm-2026-11-29.log')).mode & 0o777).toBe(0o600)
})
