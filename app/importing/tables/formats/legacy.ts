import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { logger } from '~/platform/logger'
import type { SourceFile } from '../domain/source'
import { LIMITS, unreadable } from './limits'
import { openXlsx } from './xlsx'

type LegacyLimits = typeof LIMITS.legacy

/** Run apart from the program: a file that breaks the converter, or fills its memory, ends it alone. */
const CONVERTER = `
const { readFileSync, writeFileSync } = require('node:fs')
const { workerData: { converter, from, to } } = require('node:worker_threads')
const { read, write } = require(converter)
const book = read(readFileSync(from), { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false, cellStyles: true })
writeFileSync(to, write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }))
`

const SAVE_AS_XLSX =
  '请用 WPS 或 Excel 打开它，点“文件”→“另存为”，“文件类型”选“Excel 工作簿（*.xlsx）”，保存后上传新存的文件。'

/**
 * Opens a workbook of Excel 97–2003 (.xls) or of WPS (.et): it is converted to .xlsx in a thread of its own, within bounds of
 * size, memory and time, and read as such.
 * @throws AppError (422, 413) that says what to do
 */
export async function openLegacy(path: string, limits: LegacyLimits = LIMITS.legacy): Promise<SourceFile> {
  const { size } = await stat(path)
  if (size > limits.fileBytes) {
    const most = limits.fileBytes / 1024 / 1024
    throw unreadable('tooLarge', `旧版 Excel（.xls）或 WPS 表格（.et）文件超过 ${most} MB。${SAVE_AS_XLSX}`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'crm-legacy-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    const converted = join(folder, 'converted.xlsx')
    await convert(path, converted, limits)
    const file = await openXlsx(converted)
    const close = () => file.close().finally(removeFolder)
    return { ...file, close }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

async function convert(from: string, to: string, { heapMiB, milliseconds }: LegacyLimits): Promise<void> {
  const converter = createRequire(import.meta.url).resolve('@e965/xlsx')
  const worker = new Worker(CONVERTER, {
    eval: true,
    env: {},
    stdout: true,
    stderr: true,
    workerData: { converter, from, to },
    resourceLimits: { maxOldGenerationSizeMb: heapMiB },
  })
  let isLate = false
  const clock = setTimeout(() => {
    isLate = true
    void worker.terminate()
  }, milliseconds)
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject)
      // Ended by the clock while it starts, it goes with 0.
      worker.once('exit', (code) =>
        code === 0 && !isLate ? resolve() : reject(new Error(`the converter ended with ${code}`)),
      )
    })
  } catch (error) {
    throw refusalFor(error, isLate)
  } finally {
    clearTimeout(clock)
  }
}

function refusalFor(error: unknown, isLate: boolean): Error {
  const { code, message } = Object.assign({ code: '', message: '' }, error)
  const words = String(message)
  if (/password|encrypt/i.test(words)) {
    return unreadable('encrypted', `文件设有打开密码。请先在 WPS 或 Excel 里取消密码。${SAVE_AS_XLSX}`, error)
  }
  logger.info({ err: error, isLate }, 'a legacy workbook could not be converted')
  const isTooMuch = isLate || code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isTooMuch
    ? unreadable('tooLarge', `这个旧版表格太大，没能转换。${SAVE_AS_XLSX}`, error)
    : unreadable('legacyFormat', `这个旧版 Excel（.xls）或 WPS 表格（.et）文件没能读出来。${SAVE_AS_XLSX}`, error)
}
