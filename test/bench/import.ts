import { spawn } from 'node:child_process'
import path from 'node:path'
import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { importLedger } from '~/importing/server/import-ledger'
import { database } from '~/platform/database/client'
import { openDatabase } from '~/platform/database/open'
import { projectRoot } from '~/platform/root'
import { writeLedger } from './ledger'
import { forgetPeak, residentMiB } from './server'

export interface Imported {
  ms: number
  aboveIdleMiB: number
  what: string
}

/** Imports a ledger in a process of its own, as `crm import ledger FILE --commit` does. */
export async function importInChild(folder: string, rows: number): Promise<Imported> {
  const file = path.join(folder, `ledger-${rows}-${Date.now()}.xlsx`)
  await writeLedger(file, rows)
  const child = spawn(process.execPath, [path.join(projectRoot(), 'build', 'server', 'bench.js')], {
    env: { ...process.env, BENCH_IMPORT: file, DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) said += String(chunk)
  return JSON.parse(said) as Imported
}

export async function runImportChild(file: string): Promise<void> {
  const { close } = await openDatabase()
  await database().project.findFirst()
  const idle = residentMiB(process.pid)
  forgetPeak(process.pid)
  const began = performance.now()
  const { sheets } = await importLedger({ actor: SYSTEM_ACTOR, now: new Date(), via: 'cli' }, { file, commit: true })
  const ms = performance.now() - began
  const peak = residentMiB(process.pid)
  const sum = (key: 'created' | 'suspectedDuplicates' | 'heldRows' | 'unchanged') => sheets.reduce((total, sheet) => total + sheet[key], 0)
  const what = `新建 ${sum('created')}，疑似重复 ${sum('suspectedDuplicates')}，待核 ${sum('heldRows')}，不变 ${sum('unchanged')}`
  process.stdout.write(JSON.stringify({ ms, aboveIdleMiB: (peak?.peak ?? 0) - (idle?.now ?? 0), what }))
  await close()
}
