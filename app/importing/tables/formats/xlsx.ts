import { posix } from 'node:path'
import { cleanText, type Merge, type SourceFile, type SourceRow, type SourceSheet } from '../domain/source'
import { openArchive, type Archive } from './archive'
import { LIMITS, longRow, unreadable } from './limits'
import { readXml } from './xml'
import { builtInFormats, cellFormat, type CellFormat } from '../domain/number-format'
import { readRows, textOf, type Book } from './xlsx-rows'

interface Relation {
  id: string
  type: string
  target: string
}

/** Opens an .xlsx (or .xlsm): its parts are read in our order, whatever order they stand in. */
export async function openXlsx(path: string): Promise<SourceFile> {
  const archive = await openArchive(path)
  try {
    const workbook = await findWorkbook(archive)
    const relations = await readRelations(archive, workbook)
    const { sheets, date1904 } = await readWorkbook(archive, workbook)
    if (sheets.length > LIMITS.sheets)
      throw unreadable('zipBomb', `文件有 ${sheets.length} 个工作表，超过 ${LIMITS.sheets} 个。`)
    const target = (suffix: string) => relations.find((it) => it.type.endsWith(suffix))?.target
    const styles = target('/styles')
    const strings = target('/sharedStrings')
    const book: Book = {
      archive,
      date1904,
      formats: styles && archive.has(styles) ? await readFormats(archive, styles) : new Map(),
      strings: strings && archive.has(strings) ? await readStrings(archive, strings) : [],
    }
    const found = withOwnNames(sheets).flatMap((sheet) => {
      const relation = relations.find((it) => it.id === sheet.relation && it.type.endsWith('/worksheet'))
      return relation && archive.has(relation.target) ? [openSheet(book, sheet, relation.target)] : []
    })
    if (found.length === 0) throw unreadable('noSheet', '文件里没有工作表。')
    return { format: 'xlsx', sheets: found, close: async () => archive.close() }
  } catch (error) {
    archive.close()
    throw error
  }
}

async function findWorkbook(archive: Archive): Promise<string> {
  const root = archive.has('_rels/.rels') ? await readRelationPart(archive, '_rels/.rels', '') : []
  const target = root.find((it) => it.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (target.endsWith('.bin')) {
    throw unreadable(
      'legacyFormat',
      '这是二进制工作簿（.xlsb）。请在 Excel 或 WPS 中“另存为”Excel 工作簿（.xlsx）后再上传。',
    )
  }
  if (!archive.has(target) || /word|ppt/.test(target)) {
    const isOds = archive.names.includes('content.xml')
    throw unreadable(
      isOds ? 'legacyFormat' : 'notSpreadsheet',
      isOds
        ? '这是 OpenDocument 表格（.ods）。请在 WPS 或 LibreOffice 中“另存为”Excel 工作簿（.xlsx）后再上传。'
        : '这个文件不是 Excel 工作簿（.xlsx）。请上传 .xlsx 或 .csv 台账。',
    )
  }
  return target
}

function readRelations(archive: Archive, workbook: string): Promise<Relation[]> {
  const folder = posix.dirname(workbook)
  const part = posix.join(folder, '_rels', `${posix.basename(workbook)}.rels`)
  if (!archive.has(part))
    throw unreadable('damaged', '工作簿缺少关系部件，无法读取。请在 Excel 或 WPS 中重新另存为 .xlsx。')
  return readRelationPart(archive, part, folder)
}

async function readRelationPart(archive: Archive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = []
  await readXml(await archive.open(part), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return
      const path = Target.replaceAll('\\', '/')
      const target = path.startsWith('/') ? path.slice(1) : posix.join(folder, path)
      relations.push({ id: Id, type: Type, target })
    },
  })
  return relations
}

async function readWorkbook(archive: Archive, part: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = []
  let date1904 = false
  await readXml(await archive.open(part), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', hidden, relation })
    },
  })
  return { sheets, date1904 }
}

/** Sheets of one name, which no spreadsheet program writes, get a number: rows, columns and findings name their sheet. */
function withOwnNames<T extends { name: string }>(sheets: readonly T[]): T[] {
  const taken = new Set<string>()
  return sheets.map((sheet) => {
    const plain = cleanText(sheet.name)
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain} (${n})`
    taken.add(name)
    return { ...sheet, name }
  })
}

/** The number formats of the cells' styles, by the style's place; those that tell nothing are left out. */
async function readFormats(archive: Archive, part: string): Promise<Map<number, CellFormat>> {
  const formats = builtInFormats()
  const styles = new Map<number, CellFormat>()
  let inCellFormats = false
  let index = 0
  await readXml(await archive.open(part), {
    open(name, attributes) {
      if (name === 'numFmt') {
        const format = cellFormat(attributes.formatCode ?? '')
        const id = Number(attributes.numFmtId)
        if (format) formats.set(id, format)
        else formats.delete(id)
      }
      if (name === 'cellXfs') inCellFormats = true
      if (name !== 'xf' || !inCellFormats) return
      const own = formats.get(Number(attributes.numFmtId))
      if (own) styles.set(index, own)
      index++
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

async function readStrings(archive: Archive, part: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inPhonetic = false
  let total = 0
  await readXml(await archive.open(part), {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text(chunk) {
      if (inText && text.length < LIMITS.cellCharacters) text += chunk
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        total += text.length
        if (total > LIMITS.sharedStringCharacters) throw unreadable('zipBomb', '文件中的文字远超正常台账，已停止读取。')
        strings.push(textOf(text))
      }
    },
  })
  return strings
}

async function* bounded(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow, void, void> {
  let total = 0
  for await (const row of rows) {
    let length = 0
    for (const { text } of row.cells.values()) length += text.length
    total += length
    if (length > LIMITS.rowCharacters) throw longRow(row.number)
    if (total > LIMITS.sheetCharacters) throw unreadable('zipBomb', '工作表中的文字远超正常台账，已停止读取。')
    yield row
  }
}

function openSheet(book: Book, sheet: { name: string; hidden: boolean }, part: string): SourceSheet {
  const merges: Merge[] = []
  const hiddenColumns = new Set<number>()
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    merges,
    hiddenColumns,
    date1904: book.date1904,
    rows: () => bounded(readRows(book, part, merges, hiddenColumns)),
  }
}
