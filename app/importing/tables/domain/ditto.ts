import { squeeze } from '~/shared/text'

const DITTO = /^(?:[同如]上|同前|上同|同上(?:一?行|述|家|例)|[〃″"〞々“”]{1,3}|'')$/
const ELSEWHERE = /^同(?:左|右|第?\d{1,4}[行号项]?|序号?\d{1,4}|一家?(?:企业|公司|单位|项目|投资方)|前述|下)$/
/** no cell that only points is longer */
const MAX_LENGTH = 10

/** （同上） and --〃-- without what stands around. */
const bare = (text: string) =>
  squeeze(text)
    .replace(/\s/g, '')
    .replace(/^[（([【\-—…·]+|[）)\]】\-—…·]+$/g, '')

/** Does a cell say that it says what the one above says? */
export function isDitto(text: string): boolean {
  return text.length <= MAX_LENGTH && DITTO.test(bare(text))
}

/** Does a cell point at another than the one above: 同左, 同第3行? */
export function isElsewhere(text: string): boolean {
  return text.length <= MAX_LENGTH && ELSEWHERE.test(bare(text))
}
