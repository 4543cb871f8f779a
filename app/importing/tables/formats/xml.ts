import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { AppError } from '~/shared/errors'
import { unreadable } from './limits'

export interface XmlHandlers {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** Tag and attribute names without their namespace prefix. */
function local(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}

/** The parser keeps what stands between two tags; no cell holds a hundredth of it. */
const MAX_BETWEEN_TAGS = 4_000_000

function parserFor(handlers: XmlHandlers, onTag?: () => void): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw unreadable('damaged', '文件中含有不允许的 XML 声明，已停止读取。')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    onTag?.()
    handlers.open?.(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    onTag?.()
    handlers.close?.(local(tag.name))
  })
  const { text: onText } = handlers
  if (onText) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  return parser
}

/** Whatever went wrong while unpacking or parsing, in the user's words. */
export function explained(error: unknown): AppError {
  if (error instanceof AppError) return error
  return unreadable('damaged', '文件内容不完整或已损坏，无法读取。请在 Excel 或 WPS 中重新另存为 .xlsx 后上传。', error)
}

/**
 * Feeds one XML part to the handlers and yields after each chunk, so that the caller can hand on
 * what was gathered. A document type is refused: no entity is ever expanded.
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void, void, void> {
  let sinceTag = 0
  const parser = parserFor(handlers, () => (sinceTag = 0))
  let decoder: TextDecoder | undefined
  const chunks: AsyncIterable<Buffer> = stream
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8')
      const markup = decoder.decode(chunk, { stream: true })
      sinceTag += markup.length
      parser.write(markup)
      if (sinceTag > MAX_BETWEEN_TAGS) throw new Error('a text or a tag without end')
      yield
    }
    parser.close()
    yield
  } catch (error) {
    throw explained(error)
  } finally {
    stream.destroy()
  }
}

/** Reads a small part to its end. */
export async function readXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(stream, handlers)) void _
}

/** Reads a piece of markup that stands whole in memory. */
export function parseText(markup: string, handlers: XmlHandlers): void {
  try {
    parserFor(handlers).write(markup).close()
  } catch (error) {
    throw explained(error)
  }
}
