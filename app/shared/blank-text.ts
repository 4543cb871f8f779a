import { squeeze } from '~/shared/text'

const SIGNS = /^[\s\-—–－/／\\＼.．。、~～]*$/
const WORDS = /^(?:无|暂无|没有|n\/?a|null|空)$/i
const PENDING = /待定|未定|待核|待商|待明确|不详|不明|未明确|商定中/

/** What people type where there is nothing to say. */
export function isBlankText(text: string): boolean {
  if (SIGNS.test(text)) return true
  const bare = text.trim()
  return bare.length <= 12 && WORDS.test(squeeze(bare).replace(/\s/g, ''))
}

/** Said to be open: not empty, and not a value. */
export function isPending(text: string): boolean {
  return PENDING.test(text)
}
