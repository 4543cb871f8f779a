import { AppError } from '~/shared/errors'

export type UnreadableCode =
  | 'notSpreadsheet'
  | 'legacyFormat'
  | 'encrypted'
  | 'zipBomb'
  | 'damaged'
  | 'noHeader'
  | 'noSheet'
  | 'tooManyRows'
  | 'tooLarge'
  | 'empty'

/** The bounds within which a file is read. */
export const LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  rows: 50_000,
  columns: 256,
  cellCharacters: 32_767,
  /** of all cells in a row, and of all rows in a sheet: one shared text may stand in every cell of a workbook */
  rowCharacters: 200_000,
  sheetCharacters: 100_000_000,
  entries: 2_000,
  sheets: 60,
  unpackedBytes: 400 * 1024 * 1024,
  sharedStringCharacters: 60_000_000,
  /** an honest sheet packs about 1:10; a bomb 1:1000 */
  ratio: 200,
  /** below this, a ratio says nothing */
  ratioFromBytes: 20 * 1024 * 1024,
  /** of files that are converted first: they are held in memory whole */
  legacy: { fileBytes: 24 * 1024 * 1024, heapMiB: 768, milliseconds: 60_000 },
}

/** The refusal of a row that is longer than any row of a table. */
export function longRow(row: number): AppError {
  const most = LIMITS.rowCharacters / 10_000
  return unreadable(
    'tooLarge',
    `文件第 ${row} 行超过 ${most} 万字，不像台账的一行。请在 Excel 或 WPS 中打开，检查这一行后再上传。`,
  )
}

/** A file that cannot be read, with what to do about it in the user's words. */
export function unreadable(code: UnreadableCode, userMessage: string, cause?: unknown): AppError {
  return new AppError(code === 'tooLarge' ? 'tooLarge' : 'invalid', {
    userMessage,
    message: `unreadable file: ${code}`,
    errors: [{ path: 'file', code, message: userMessage }],
    cause,
  })
}
