import { Decimal } from '~/shared/money'

/** What a reader sees of a day: a cell may show its month alone, or hide the year. */
export type DayShown = 'day' | 'monthDay' | 'month' | 'year'

/** As what a style shows a number. */
export type CellFormat = { kind: 'day'; shows: DayShown; hasTime: boolean } | { kind: 'number'; sections: Section[] }

interface Section {
  /** null: chosen by its place */
  condition: { operator: string; than: number } | null
  before: string
  after: string
  /** digits that are always shown before and after the point */
  wholeDigits: number
  decimals: number
  /** the power of ten by which what is shown is smaller than what is stored; negative for percents */
  shift: number
  /** shows no digit at all */
  isSilent: boolean
}

/** Excel takes no longer code; whatever is longer says nothing. */
const MAX_CODE = 255

/** The formats that programs know by number (ECMA-376 part 1, 18.8.30): their codes stand in no file. */
const BUILT_IN: Record<number, string> = {
  2: '0.00',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  ...codesFor('yyyy-m-d', [14, 15, 30, 31, 34, 35, 55, 56]),
  ...codesFor('yyyy-m-d h:mm', [22]),
  ...codesFor('yyyy-m', [17, 27, 36, 50, 52, 57]),
  ...codesFor('m-d', [16, 28, 29, 51, 53, 54, 58]),
}

function codesFor(code: string, ids: readonly number[]): Record<number, string> {
  return Object.fromEntries(ids.map((id) => [id, code]))
}

export const builtInFormats = (): Map<number, CellFormat> =>
  new Map(
    Object.entries(BUILT_IN).flatMap(([id, code]) => {
      const format = cellFormat(code)
      return format ? [[Number(id), format] as const] : []
    }),
  )

/** What a format code tells beyond the number that is stored; null when it tells nothing. */
export function cellFormat(code: string): CellFormat | null {
  // An exponent and a fraction show the number that is stored.
  if (code.length > MAX_CODE || /e[+-]/i.test(bare(code))) return null
  const shows = shownOfDay(code)
  if (shows) return { kind: 'day', shows, hasTime: /h|时/i.test(bare(code)) }
  const sections = sectionsOf(code)
  return sections.some(tellsMore) || sections.length > 1 ? { kind: 'number', sections } : null
}

const tellsMore = ({ before, after, wholeDigits, decimals, shift, isSilent }: Section) =>
  before !== '' || after !== '' || wholeDigits > 1 || decimals > 0 || shift !== 0 || isSilent

/** A code without quoted words, colours and places, but for 年, 月 and 日. */
function bare(code: string): string {
  return code
    .replace(/"([^"]*)"/g, (_, quoted: string) => (/[年月日时]/.test(quoted) ? quoted : ''))
    .replace(/[\\!]./g, (escaped) => (/[年月日时]/.test(escaped) ? escaped : ''))
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_.|\*./g, '')
}

/** As what a number format shows a calendar day; null when it shows none. */
export function shownOfDay(code: string): DayShown | null {
  const signs = bare(code.slice(0, MAX_CODE))
  if (/general/i.test(signs) || !/y|d|[年月日]/i.test(signs)) return null
  // What an amount is followed by is no day: 0"月".
  if (/[0#?]/.test(signs.replace(/[.,]0+/g, '')) && !/y|d/i.test(signs)) return null
  const hasYear = /y|年/i.test(signs)
  if (/d|日/i.test(signs)) return hasYear ? 'day' : 'monthDay'
  if (!/m|月/i.test(signs)) return 'year'
  return hasYear ? 'month' : 'monthDay'
}

function sectionsOf(code: string): Section[] {
  const sections: Section[] = []
  let parts: string[] = []
  const tokens = code.replace(/general/gi, '#').match(/"[^"]*"|[\\!_*].|\[[^\]]*\]|[^]/gu) ?? []
  for (const token of tokens) {
    if (token === ';') {
      sections.push(section(parts))
      parts = []
    } else parts.push(token)
  }
  return [...sections, section(parts)]
}

/** Reads the tokens of one section: literals before, between and after its digits. */
function section(tokens: readonly string[]): Section {
  const read: Section = {
    condition: null,
    before: '',
    after: '',
    wholeDigits: 0,
    decimals: 0,
    shift: 0,
    isSilent: false,
  }
  let hasDigits = false
  let inFraction = false
  let commas = 0
  /** digits after a literal point: 0!.0, shows ten thousands with one decimal */
  let afterPoint: number | null = null
  let between = ''
  for (const token of tokens) {
    if (/^[0#?]$/.test(token)) {
      hasDigits = true
      // Between digits a comma only groups them.
      commas = 0
      if (between.includes('.')) afterPoint = 0
      between = ''
      if (inFraction) read.decimals++
      else {
        if (token === '0') read.wholeDigits++
        if (afterPoint !== null) afterPoint++
      }
    } else if (token === '.' && !inFraction) inFraction = true
    else if (token === ',') commas++
    else if (token === '%') {
      read.shift -= 2
      between += '%'
    } else if (token.startsWith('[')) readBracket(token, read, (text) => (between += text))
    else between += literal(token)
    if (!hasDigits && between !== '') {
      read.before += between
      between = ''
    }
  }
  read.after = between
  read.shift += commas * 3 + (afterPoint ?? 0)
  if (afterPoint !== null) read.wholeDigits = 0
  read.isSilent = !hasDigits && tokens.length === 0
  return read
}

function readBracket(token: string, read: Section, add: (text: string) => void): void {
  const condition = /^\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]$/.exec(token)
  if (condition) read.condition = { operator: condition[1]!, than: Number(condition[2]) }
  const currency = /^\[\$([^-\]]*)/.exec(token)
  if (currency) add(currency[1]!)
}

function literal(token: string): string {
  if (token.startsWith('"')) return token.slice(1, -1)
  if (token.startsWith('\\') || token.startsWith('!')) return token.slice(1)
  if (token.startsWith('_') || token.startsWith('*') || token === '@') return ''
  return token
}

export interface ShownNumber {
  text: string
  /** what is shown is another number than what is stored, by more than rounding */
  isScaled: boolean
}

/**
 * A number as its format shows it: its literals (亿元), its leading and closing zeros (0012, 2021.10), its scale
 * (82000000 under 0!.0, is 8200). Rounding and grouping are for the eye alone: the digits stay those that are stored.
 */
export function showNumber(number: number, sections: readonly Section[]): ShownNumber | null {
  const section = sectionFor(number, sections)
  if (!section) return { text: plainNumber(number), isScaled: false }
  if (section.isSilent) return number === 0 ? null : { text: plainNumber(number), isScaled: false }
  const { before, after, wholeDigits, decimals, shift } = section
  const isDash = wholeDigits === 0 && decimals === 0 && shift === 0 && number === 0 && /^[-—\s]+$/.test(before)
  if (isDash) return { text: '-', isScaled: false }
  const scaled = shift === 0 ? number : Number(new Decimal(number).div(new Decimal(10).pow(shift)).toPrecision(15))
  const text = `${before}${padded(scaled, wholeDigits, decimals)}${after}`
  return { text: text.trim(), isScaled: shift > 0 }
}

function sectionFor(number: number, sections: readonly Section[]): Section | undefined {
  if (sections.some(({ condition }) => condition)) {
    return sections.find(({ condition }) => !condition || holds(condition, number))
  }
  const [positive, negative, zero] = sections
  if (number < 0 && negative && sections.length > 1) {
    // The minus sign is the format's own; it must not be lost in brackets or a colour.
    return { ...negative, before: negative.before.replace(/[-(（]/g, ''), after: negative.after.replace(/[)）]/g, '') }
  }
  return number === 0 && zero ? zero : positive
}

function holds({ operator, than }: NonNullable<Section['condition']>, number: number): boolean {
  if (operator === '<') return number < than
  if (operator === '<=') return number <= than
  if (operator === '>') return number > than
  if (operator === '>=') return number >= than
  return operator === '=' ? number === than : number !== than
}

/** With the zeros that the format shows and the number does not need. */
function padded(number: number, wholeDigits: number, decimals: number): string {
  const plain = plainNumber(number)
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d+))?$/.exec(plain) ?? []
  if (whole === '') return plain
  const digits = fraction.length < decimals ? fraction.padEnd(decimals, '0') : fraction
  return `${sign}${whole.padStart(wholeDigits, '0')}${digits === '' ? '' : `.${digits}`}`
}

/** Excel shows 15 digits: 43.009999999999998 reads 43.01. */
export function plainNumber(number: number): string {
  const text = String(Number.isInteger(number) ? number : Number(number.toPrecision(15)))
  return text.includes('e') ? new Decimal(text).toFixed() : text
}
