import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '~/platform/database/client'
import { writeLedger } from './ledger'
import { writePlots } from './plots'
import { forgetPeak, residentMiB, type Running } from './server'

export interface Imported {
  /** from the upload until the preview stands, and from the word to commit until all is in */
  readMs: number
  commitMs: number
  aboveIdleMiB: number | null
  what: string
  batchId: string
  /** the file that was uploaded */
  file: string
}

const PATIENCE_MS = 300_000

/** Imports a ledger as a person does: upload, preview, commit, each worked on in the background of the program. */
export async function importLedgerByPage(
  program: Running,
  cookie: string,
  folder: string,
  rows: number,
): Promise<Imported> {
  const file = path.join(folder, 'ledger.xlsx')
  await writeLedger(file, rows, Date.now().toString(36))
  return importByPage(program, cookie, file, {})
}

/** The same for a map file of so many plots, each of which is held against its neighbours. */
export async function importPlotsByPage(
  program: Running,
  cookie: string,
  folder: string,
  plots: number,
): Promise<Imported> {
  const file = path.join(folder, 'plots.zip')
  await writePlots(file, plots, Date.now().toString(36))
  return importByPage(program, cookie, file, { kind: 'plots' })
}

async function importByPage(
  program: Running,
  cookie: string,
  file: string,
  fields: Record<string, string>,
): Promise<Imported> {
  await sleep(1000)
  const idle = residentMiB(program.pid)
  forgetPeak(program.pid)

  const post = async (url: string, body: FormData | URLSearchParams) => {
    const headers = { cookie, origin: program.address }
    const response = await fetch(program.address + url, { method: 'POST', headers, body, redirect: 'manual' })
    if (response.status === 302) return response.headers.get('location')!
    throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 300)}`)
  }
  const until = async (id: string, state: 'previewed' | 'committed') => {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const batch = await database().importBatch.findUniqueOrThrow({
        where: { id },
        select: { state: true, failure: true, version: true },
      })
      if (batch.state === state) return batch.version
      if (batch.state === 'failed' || Date.now() > end)
        throw new Error(`the import is ${batch.state}: ${batch.failure}`)
      await sleep(50)
    }
  }

  const began = performance.now()
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([readFileSync(file)]), path.basename(file))
  const id = (await post('/imports', form)).split('/').at(-1)!
  const version = await until(id, 'previewed')
  const previewed = performance.now()
  await post(`/imports/${id}`, new URLSearchParams({ intent: 'commit', version: String(version) }))
  await until(id, 'committed')
  const committed = performance.now()

  const peak = residentMiB(program.pid)
  const states = await database().importRow.groupBy({ by: ['state'], where: { batchId: id }, _count: true })
  return {
    readMs: previewed - began,
    commitMs: committed - previewed,
    aboveIdleMiB: idle && peak ? peak.peak - idle.now : null,
    batchId: id,
    file,
    what: states.map(({ state, _count }) => `${STATES[state] ?? state} ${_count}`).join('，'),
  }
}

const STATES: Record<string, string> = {
  created: '新建',
  updated: '更新',
  unchanged: '不变',
  duplicate: '疑似重复',
  held: '待更正',
}
