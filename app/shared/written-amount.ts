import { Decimal, formatNumber } from './money'
import { halfWidth, quoted } from './text'
import { isBlankText, isPending } from './blank-text'
import { info, refusal, understood, warning, type Note, type Understood } from './understood'
import { FOREIGN, MU_PER, WAN_PER, type AmountUnit, type AreaUnit } from './units'

/** ten million million yuan: above it stands no amount, but a phone in the wrong column */
const MAX_WAN = new Decimal('999999999.99')
const MAX_MU = new Decimal('9999999999.99')
/** 1000 亿元: above it, the unit is more likely wrong than the project that large. */
const IMPLAUSIBLE_WAN = new Decimal(10_000_000)
const IMPLAUSIBLE_MU = new Decimal(100_000)

/** more is no amount, nor its unit; what follows is not looked at */
const MAX_LENGTH = 100

const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+`
const RANGE = new RegExp(`(?:${NUMBER})(?:[百千]?万|[亿千亩])?元?[-~—–至到]+(?:${NUMBER})`)
/** As a program shows a number that is too wide for its cell. */
const SCIENTIFIC = /^(\d(?:\.\d{1,14})?)e\+?(\d{1,2})$/i
const ABOUT = /^(?:大?约|大概|近|预计|估算|暂估|暂定)|(?:左右|上下)$/
const BOUND = /^(?:不低于|不少于|超过|超|至少)|(?:以上|余|多|\+)$/

interface Stripped {
  text: string
  notes: Note[]
}

/** 5000 6000 are two numbers; 12 500 is one. */
const TWO_NUMBERS = /\d\s+\d/
const GROUPED = /^\D*\d{1,3}(?:\s\d{3})+(?:\.\d+)?(?!\s*\d)/

function strip(raw: string, label: string): Stripped {
  const notes: Note[] = []
  const wide = halfWidth(raw)
  const isOne = !TWO_NUMBERS.test(wide) || GROUPED.test(wide)
  let text = wide
    .replace(/\s/g, isOne ? '' : ' ')
    .replace(/，/g, ',')
    .replace('−', '-')
    .replace(/人民币|rmb|cny|￥|¥/gi, '')
    .replace(/^(?:计划|项目|协议|合同)?总?(?:投资|用地|占地)(?:面积|额)?[:为]?/, '')
  if (ABOUT.test(text)) {
    notes.push(info('approximate', `${label}${quoted(raw)}是约数，按所写数字记`))
    text = text.replace(ABOUT, '').replace(ABOUT, '')
  }
  if (BOUND.test(text)) {
    notes.push(warning('bound', `${label}${quoted(raw)}只给出下限，按所写数字记`))
    text = text.replace(BOUND, '').replace(BOUND, '')
  }
  return { text: text.replace(/^(?:约|共|计|合计)/, ''), notes }
}

function toDecimal(text: string): Decimal | null {
  return new RegExp(`^(?:${NUMBER})$`).test(text) ? new Decimal(text.replace(/,/g, '')) : null
}

const MULTIPLES: Record<string, Decimal> = {
  百亿: WAN_PER.hundredYi,
  十亿: WAN_PER.tenYi,
  亿: WAN_PER.yi,
  千万: WAN_PER.tenMillion,
  百万: WAN_PER.million,
  十万: WAN_PER.tenWan,
  万: WAN_PER.wan,
  千: WAN_PER.thousand,
  百: WAN_PER.hundred,
  '': WAN_PER.yuan,
}
const STEP = new RegExp(`(${NUMBER})(百亿|十亿|亿|千万|百万|十万|万|千|百)?(元)?`, 'y')

/** 1亿2000万, 1.24亿元, 3千万元 and 3700万元, in 万元; null when it is none of these, or has no unit. */
function amountWithUnit(text: string): Decimal | null {
  let sum = new Decimal(0)
  let last: Decimal | null = null
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const [, number, multiple, yuan] = STEP.exec(text) ?? []
    if (number === undefined || !(yuan || (multiple && multiple !== '千' && multiple !== '百'))) return null
    const each = MULTIPLES[multiple ?? '']!
    if (last && each.gte(last)) return null
    last = each
    sum = sum.plus(toDecimal(number)!.times(each))
  }
  return last && sum
}

/** A number with its own unit, or in the unit of its column; null when it is neither. */
function amountIn(text: string, unit: AmountUnit): Decimal | null {
  const bare = toDecimal(text)
  return bare ? bare.times(WAN_PER[unit]) : amountWithUnit(text)
}

/** 80亩（一期30亩）, 5亿元，其中固定资产3亿元: what stands before the words, and that words follow. */
function beforeWords(text: string): string | null {
  const cut = text.slice(0, MAX_LENGTH).search(/[(;。]|[,、](?!\d)|其中|含/)
  return cut > 0 ? text.slice(0, cut) : null
}

/** Does a text say itself in what unit its amount or area is? */
export function hasOwnUnit(of: 'amount' | 'area', raw: string): boolean {
  const text = raw.slice(0, MAX_LENGTH)
  return of === 'amount' ? /[元亿万]/.test(text) : /[亩㎡²顷米]|m2|ha/i.test(text)
}

/**
 * An amount of money in 万元, as a decimal text of at most two places.
 * The cell's own unit goes before `unit`, that of its header or title.
 */
export function parseAmount(raw: string, unit: AmountUnit, label = '金额'): Understood<string> {
  if (isBlankText(raw)) return understood<string>(null)
  const refuse = (code: string, why: string) => understood<string>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (isPending(raw)) return refuse('amountPending', '尚未确定，请填写数字')
  if (raw.trim().length > MAX_LENGTH) return refuse('amountUnreadable', '读不出数字，请更正')
  if (FOREIGN.test(raw)) return refuse('amountForeign', '是外币，请折算成人民币')
  const { text, notes } = strip(raw, label)
  if (RANGE.test(text)) return refuse('amountRange', '是一个区间，请填写一个数')
  const scientific = SCIENTIFIC.exec(text)
  if (scientific) {
    notes.push(warning('amountScientific', `${label}${quoted(raw)}是科学记数，可能只留了前几位，请核对`))
  }
  const whole = scientific ? new Decimal(text).toFixed() : text
  const first = amountIn(whole, unit) ? null : beforeWords(whole)
  const wan = amountIn(first ?? whole, unit)
  if (!wan) return refuse('amountUnreadable', '读不出数字，请更正')
  if (first) notes.push(warning('amountExplained', `${label}${quoted(raw)}按其中的“${first}”记`))
  if (wan.isNegative() && !wan.isZero()) return refuse('amountNegative', '小于零，请更正')
  if (wan.gt(MAX_WAN)) return refuse('amountTooLarge', '过大，请检查单位')
  const rounded = wan.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  if (rounded.isZero()) notes.push(warning('amountZero', `${label}为 0，请核对`))
  if (rounded.gt(IMPLAUSIBLE_WAN)) {
    notes.push(warning('amountImplausible', `${label}合 ${formatNumber(rounded)} 万元，请核对单位`))
  }
  return understood(rounded.toFixed(), ...notes)
}

const AREA_WORDS: Record<string, AreaUnit> = {
  亩: 'mu',
  公顷: 'hectare',
  ha: 'hectare',
  '㎡': 'squareMetre',
  平方米: 'squareMetre',
  平米: 'squareMetre',
  平方: 'squareMetre',
  m2: 'squareMetre',
  'm²': 'squareMetre',
  平方公里: 'squareKilometre',
  平方千米: 'squareKilometre',
}
const AREA = new RegExp(`^(${NUMBER})(万)?(${Object.keys(AREA_WORDS).join('|')})?$`, 'i')

/** An area in 亩, as a decimal text of at most two places; a negative one is refused. */
export function parseArea(raw: string, unit: AreaUnit, label = '面积'): Understood<string> {
  if (isBlankText(raw)) return understood<string>(null)
  const refuse = (code: string, why: string) => understood<string>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (isPending(raw)) return refuse('areaPending', '尚未确定，请填写数字')
  if (raw.trim().length > MAX_LENGTH) return refuse('areaUnreadable', '读不出数字，请更正')
  const { text, notes } = strip(raw, label)
  if (RANGE.test(text)) return refuse('areaRange', '是一个区间，请填写一个数')
  const first = AREA.test(text) ? null : beforeWords(text)
  const match = AREA.exec(first ?? text)
  if (!match) return refuse('areaUnreadable', '读不出数字，请更正')
  if (first) notes.push(warning('areaExplained', `${label}${quoted(raw)}按其中的“${first}”记`))
  const own = AREA_WORDS[match[3]?.toLowerCase() ?? ''] ?? null
  const mu = toDecimal(match[1]!)!
    .times(match[2] ? 10_000 : 1)
    .times(MU_PER[own ?? unit])
  if (mu.isNegative() && !mu.isZero()) return refuse('areaNegative', '小于零，请更正')
  if (mu.gt(MAX_MU)) return refuse('areaTooLarge', '过大，请检查单位')
  const rounded = mu.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  if (own && own !== 'mu') notes.push(info('areaConverted', `${label}${quoted(raw)}折合 ${formatNumber(rounded)} 亩`))
  if (rounded.gt(IMPLAUSIBLE_MU)) {
    notes.push(warning('areaImplausible', `${label}合 ${formatNumber(rounded)} 亩，请核对单位`))
  }
  return understood(rounded.toFixed(), ...notes)
}
