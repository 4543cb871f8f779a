import { isUtf8 } from 'node:buffer'
import { AppError } from '~/shared/errors'
import { fieldPath } from '~/ui/form-values'

const MIB = 1024 * 1024

/** What a request holds at most. It is measured before anything is parsed, so that no parser meets more. */
export const BOUNDS = {
  /** of a form without its files, or of JSON; the longest form of ours has a sixth of it */
  bodyBytes: MIB,
  fields: 1000,
  /** a form's field may bear the name of a sheet, twice encoded */
  nameCharacters: 2000,
  /** arrays and objects within one another */
  depth: 20,
  addressCharacters: 8000,
  parameters: 300,
}

/** @throws AppError tooLarge (413) */
export function checkAddress(url: string): void {
  const query = url.slice(url.indexOf('?') + 1)
  if (url.length > BOUNDS.addressCharacters || countOf('&', query) >= BOUNDS.parameters) {
    throw tooLarge('网址太长或条件太多，请减少筛选条件后再试。')
  }
}

/**
 * The text of a url-encoded form.
 * @throws AppError tooLarge (413), invalid (422)
 */
export function boundedForm(body: Buffer, contentType: string): string {
  if (body.length > 0 && mediaType(contentType) !== 'application/x-www-form-urlencoded') {
    throw invalid('提交的内容不是表单，请回到页面重新提交。')
  }
  // URLSearchParams takes a blank as it is, and a hundred times longer for a plus sign.
  for (let at = 0; at < body.length; at++) if (body[at] === PLUS) body[at] = BLANK
  const text = textOf(body)
  if (countOf('&', text) >= BOUNDS.fields) throw tooManyFields()
  checkFields(new URLSearchParams(text))
  return text
}

/** @throws AppError tooLarge (413) for too many fields, invalid (422) for names and characters that no form of ours has */
export function checkFields(fields: URLSearchParams): void {
  if (fields.size > BOUNDS.fields) throw tooManyFields()
  for (const [name, value] of fields) {
    if (name.length > BOUNDS.nameCharacters || !fieldPath(name)) {
      throw invalid('提交的内容里有无法识别的字段名，请回到页面重新提交。')
    }
    if (name.includes('\0') || value.includes('\0')) throw invalid('提交的内容含有无法保存的字符，请删去后再试。')
  }
}

/**
 * The text of a body of JSON, looked through by its signs alone; whether it is JSON at all its parser says.
 * @throws AppError tooLarge (413), invalid (422)
 */
export function boundedJson(body: Buffer): string {
  const text = textOf(body)
  let depth = 0
  let members = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        COLON.lastIndex = end
        if (end - at > BOUNDS.nameCharacters && COLON.test(text)) throw invalid('请求内容里的字段名过长。')
        at = end - 1
        break
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > BOUNDS.depth) throw invalid(`请求内容的嵌套超过 ${BOUNDS.depth} 层。`)
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--
        break
      case COMMA:
        if (++members >= BOUNDS.fields) throw tooManyFields()
    }
  }
  return text
}

const COLON = /\s*:/y

const PLUS = '+'.charCodeAt(0)
const BLANK = ' '.charCodeAt(0)
const [QUOTE, BACKSLASH, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [...'"\\,{}[]'].map((sign) =>
  sign.charCodeAt(0),
)

/** The place after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === BACKSLASH) at++
    else if (sign === QUOTE) return at + 1
  }
  return text.length
}

function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw invalid('提交的内容不是 UTF-8 编码，请转换后再试。')
  return body.toString('utf8')
}

function mediaType(contentType: string): string {
  return contentType.replace(/;.*/s, '').trim().toLowerCase()
}

function countOf(sign: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}

function tooLarge(userMessage: string): AppError {
  return new AppError('tooLarge', { userMessage })
}

function tooManyFields(): AppError {
  return tooLarge(`提交的内容超过 ${BOUNDS.fields} 项，请减少后再试。`)
}

function invalid(userMessage: string): AppError {
  return new AppError('invalid', { userMessage })
}
