import path from 'node:path'
import { PROJECT_LEDGER } from '~/importing/projects/domain/vocabulary'
import { openLedger } from '~/importing/tables/formats/open'
import { planFile, readSheets } from '~/importing/tables/read'
import { businessDay } from '~/shared/day'

export interface ReadingCost {
  /** every cell of the file taken in hand, and nothing made of it */
  bareMs: number
  /** the same file surveyed, planned and read into drafts; without a database */
  readMs: number
}

const ROUNDS = 9

/** What it costs to understand a ledger, beside a bare walk over its cells: the quickest of rounds that take turns, for what else runs only adds. */
export async function readingCost(file: string): Promise<ReadingCost> {
  const bare: number[] = []
  const read: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const walked = await time(() => walk(file))
    const understood = await time(() => understand(file))
    // the first warms up
    if (round === 0) continue
    bare.push(walked)
    read.push(understood)
  }
  return { bareMs: Math.min(...bare), readMs: Math.min(...read) }
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

async function walk(file: string): Promise<number> {
  const source = await openLedger(file, path.basename(file))
  let characters = 0
  try {
    for (const sheet of source.sheets)
      for await (const row of sheet.rows()) for (const cell of row.cells.values()) characters += cell.text.length
  } finally {
    await source.close()
  }
  return characters
}

async function understand(file: string): Promise<number> {
  const source = await openLedger(file, path.basename(file))
  let rows = 0
  try {
    const sheets = await planFile(PROJECT_LEDGER, source)
    const reading = readSheets(PROJECT_LEDGER, sheets, { today: businessDay(new Date()) })
    for (let next = await reading.next(); !next.done; next = await reading.next()) rows++
  } finally {
    await source.close()
  }
  return rows
}
