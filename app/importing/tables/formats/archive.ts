import type { Readable } from 'node:stream'
import { stat } from 'node:fs/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { LIMITS, unreadable } from './limits'

/** The parts of an archive by name, whatever its case, read in whatever order is asked. */
export interface Archive {
  names: string[]
  has(name: string): boolean
  open(name: string): Promise<Readable>
  close(): void
}

const ENCRYPTED = 0x1

/**
 * Opens a zip by its central directory, so that the order of its parts does not matter.
 * Nothing is written to disk; sizes are checked against what is declared and again while unpacking.
 */
export async function openArchive(path: string): Promise<Archive> {
  const packed = (await stat(path)).size
  const zip = await openZip(path)
  let entries: Map<string, Entry>
  try {
    entries = await readDirectory(zip)
  } catch (error) {
    zip.close()
    throw error
  }
  const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > LIMITS.unpackedBytes || (unpacked > LIMITS.ratioFromBytes && unpacked > packed * LIMITS.ratio)) {
    zip.close()
    throw bomb(unpacked)
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(partKey(name)),
    open: (name) => openEntry(zip, entries.get(partKey(name))),
    close: () => zip.close(),
  }
}

/** Some programs write their parts in another case than they name them, or with the slashes of Windows. */
const partKey = (name: string) => name.replaceAll('\\', '/').toLowerCase()

function bomb(bytes: number) {
  const megabytes = Math.ceil(bytes / 1024 / 1024)
  return unreadable(
    'zipBomb',
    `文件解压后约有 ${megabytes} MB，远超正常台账，已停止读取。请检查文件来源，或只保留台账所在的工作表后重新上传。`,
  )
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(damaged(error))
      else resolve(zip)
    })
  })
}

function damaged(cause: unknown) {
  return unreadable(
    'damaged',
    '文件已损坏或不完整，无法打开。请在 Excel 或 WPS 中打开后重新另存为 .xlsx，再上传。',
    cause,
  )
}

function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    if (zip.entryCount > LIMITS.entries) {
      reject(unreadable('zipBomb', `文件内含 ${zip.entryCount} 个部件，远超正常台账，已停止读取。`))
      return
    }
    zip.on('error', (error) => reject(damaged(error)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      if (entry.generalPurposeBitFlag & ENCRYPTED) {
        reject(unreadable('encrypted', '文件设有密码。请取消密码后另存，再上传。'))
        return
      }
      const key = partKey(entry.fileName)
      if (!entries.has(key)) entries.set(key, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function openEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) {
      reject(damaged(new Error('missing part')))
      return
    }
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(damaged(error))
      else resolve(stream)
    })
  })
}
