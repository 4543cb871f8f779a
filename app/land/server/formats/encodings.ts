import iconv from 'iconv-lite'
import { invalidField } from '~/shared/errors'

/** In what words of a file may be written; the first unless somebody chooses, for it is what land offices read. */
export const FILE_ENCODINGS = ['GBK', 'UTF-8'] as const

export type FileEncoding = (typeof FILE_ENCODINGS)[number]

/** @throws AppError invalid for a name that is none of them */
export function fileEncoding(asked: string | null): FileEncoding {
  if (asked === null) return FILE_ENCODINGS[0]
  const name = asked.toUpperCase().replace(/^UTF8$/, 'UTF-8')
  const found = FILE_ENCODINGS.find((each) => each === name)
  if (found) return found
  throw invalidField('encoding', `没有编码“${asked.slice(0, 20)}”，可选 ${FILE_ENCODINGS.join(' 或 ')}`)
}

/** The bytes of a text. @throws AppError invalid where the encoding lacks a character: half a name is none */
export function encoded(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'UTF-8') return Buffer.from(text)
  const bytes = iconv.encode(text, 'gbk')
  if (iconv.decode(bytes, 'gbk') === text) return bytes
  const lacking = [...text].find((sign) => iconv.decode(iconv.encode(sign, 'gbk'), 'gbk') !== sign) ?? ''
  throw invalidField('encoding', `GBK 里没有“${lacking}”字（“${text.slice(0, 20)}”），请把编码选为 UTF-8 再导出`)
}
