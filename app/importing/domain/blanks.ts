import { squeeze } from '~/shared/text'

const EMPTY = /^(?:[-—–－/\\.。、~]*|无|暂无|没有|n\/?a|null|空)$/i
const PENDING = /待定|未定|待核|待商|待明确|不详|不明|未明确|商定中/

/** What people type where there is nothing to say. */
export function isBlankText(text: string): boolean {
  if (text.length > 12) return false
  return EMPTY.test(squeeze(text).replace(/\s/g, ''))
}

/** Said to be open: not empty, and not a value. */
export function isPending(text: string): boolean {
  return PENDING.test(text)
}
