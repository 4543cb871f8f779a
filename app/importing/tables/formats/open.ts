import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { SourceFile } from '../domain/source'
import { openCsv } from './csv'
import { openLegacy } from './legacy'
import { LIMITS, unreadable } from './limits'
import { openXlsx } from './xlsx'

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const EXCEL_EXTENSIONS = new Set(['.xlsx', '.xlsm', '.xls', '.et'])

/**
 * Opens a ledger by what it is, not by what it is called.
 * @throws AppError (422, 413) that says what the file is and what to do
 */
export async function openLedger(path: string, fileName: string): Promise<SourceFile> {
  const { size } = await stat(path)
  if (size === 0) throw unreadable('empty', '文件是空的。')
  if (size > LIMITS.fileBytes) {
    throw unreadable(
      'tooLarge',
      `文件有 ${Math.ceil(size / 1024 / 1024)} MB，超过 ${LIMITS.fileBytes / 1024 / 1024} MB 的上限。`,
    )
  }
  const head = await readHead(path)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return openXlsx(path)
  if (head.subarray(0, 8).equals(COMPOUND_FILE)) return openCompound(path, isCalledExcel(fileName))
  const text = head.toString('latin1')
  if (/<(?:html|table)|mso-application|urn:schemas-microsoft-com:office:spreadsheet|^MIME-Version:/i.test(text)) {
    throw unreadable(
      'legacyFormat',
      '这个文件其实是网页或 XML 表格，只是扩展名像 Excel。请用 Excel 或 WPS 打开，“另存为”Excel 工作簿（.xlsx）后再上传。',
    )
  }
  const isWideText = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (text.startsWith('%PDF') || (!isWideText && head.includes(0))) {
    throw unreadable('notSpreadsheet', '这个文件不是表格。请上传 Excel 工作簿（.xlsx）或 CSV 台账。')
  }
  if (isCalledExcel(fileName)) {
    throw unreadable(
      'notSpreadsheet',
      `文件扩展名是 ${extname(fileName)}，内容却不是 Excel 工作簿${isSeparated(text) ? '，而是用制表符或逗号分隔的文本' : ''}。请用 Excel 或 WPS 打开，“另存为”Excel 工作簿（.xlsx）后再上传。`,
    )
  }
  return openCsv(path, fileName)
}

const isCalledExcel = (fileName: string) => EXCEL_EXTENSIONS.has(extname(fileName).toLowerCase())

/** Lines of text with the same separators, which some systems call .xls. */
function isSeparated(text: string): boolean {
  return /^[^\n\t]*\t|^(?:[^\n,]*,){2}/.test(text)
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** An OLE container is an encrypted .xlsx, or a legacy .xls or .et; the names of its streams tell. */
async function openCompound(path: string, isExcel: boolean): Promise<SourceFile> {
  const has = await streamsIn(path, ['EncryptedPackage', 'Workbook', 'Book'])
  if (has.has('EncryptedPackage')) {
    throw unreadable(
      'encrypted',
      '文件设有打开密码。请在 Excel 或 WPS 中取消密码（文件→信息→保护工作簿），另存后再上传。',
    )
  }
  if (has.size === 0 && !isExcel) {
    throw unreadable('notSpreadsheet', '这个文件不是表格。请上传 Excel 工作簿（.xlsx、.xls、.et）或 CSV 台账。')
  }
  return openLegacy(path)
}

/** Which of these names of streams stand in an OLE container. */
async function streamsIn(path: string, names: readonly string[]): Promise<Set<string>> {
  const markers = names.map((name) => ({ name, bytes: Buffer.from(`${name}\0`, 'utf16le') }))
  const longest = Math.max(...markers.map(({ bytes }) => bytes.length))
  const found = new Set<string>()
  let tail = Buffer.alloc(0)
  const chunks: AsyncIterable<Buffer> = createReadStream(path)
  for await (const chunk of chunks) {
    const window = Buffer.concat([tail, chunk])
    for (const { name, bytes } of markers) if (window.includes(bytes)) found.add(name)
    tail = window.subarray(-longest)
  }
  return found
}
