import { squeeze } from '~/shared/text'

const DITTO = /^(?:同上|同前|上同|同上行|〃|″|"|''|〞|々|“|”)$/

/** Does a cell say that it says what the one above says? */
export function isDitto(text: string): boolean {
  return text.length <= 4 && DITTO.test(squeeze(text))
}
