import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeDataFolder } from './data-folder'

let parent: string
let mask: number
beforeAll(() => {
  mask = process.umask()
  parent = mkdtempSync(path.join(tmpdir(), 'data-folder-'))
})
afterAll(() => {
  process.umask(mask)
  rmSync(parent, { recursive: true })
})

const mode = (...parts: string[]) => (statSync(path.join(parent, ...parts)).mode & 0o777).toString(8)

test('a new data folder, and what is written into it, is for its owner alone', () => {
  takeDataFolder(path.join(parent, 'new'))
  mkdirSync(path.join(parent, 'new', 'files'))
  writeFileSync(path.join(parent, 'new', 'files', 'contract.pdf'), '')
  expect([mode('new'), mode('new', 'files'), mode('new', 'files', 'contract.pdf')]).toEqual(['700', '700', '600'])
})

test('what an earlier version left for all to read is closed', () => {
  process.umask(0o022)
  mkdirSync(path.join(parent, 'old', 'files', 'ab'), { recursive: true })
  mkdirSync(path.join(parent, 'old', 'database', 'cluster'), { recursive: true })
  writeFileSync(path.join(parent, 'old', 'files', 'ab', 'ledger.xlsx'), '')
  chmodSync(path.join(parent, 'old', 'files', 'ab', 'ledger.xlsx'), 0o644)
  takeDataFolder(path.join(parent, 'old'))
  const closed = [
    mode('old'),
    mode('old', 'files', 'ab'),
    mode('old', 'files', 'ab', 'ledger.xlsx'),
    mode('old', 'database'),
  ]
  expect(closed).toEqual(['700', '700', '600', '700'])
})

test('a folder that cannot be made is told in words', () => {
  writeFileSync(path.join(parent, 'file'), '')
  expect(() => takeDataFolder(path.join(parent, 'file', 'data'))).toThrow(/不能使用数据目录/)
})
