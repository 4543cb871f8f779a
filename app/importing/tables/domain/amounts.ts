import { Decimal, SQUARE_METRES_PER_MU, formatNumber } from '~/shared/money'
import { halfWidth, quoted } from '~/shared/text'
import { isBlankText, isPending } from './blanks'
import { info, refusal, understood, warning, type Note, type Understood } from './findings'

export const AMOUNT_UNITS = { yuan: '元', wan: '万元', yi: '亿元' } as const
export type AmountUnit = keyof typeof AMOUNT_UNITS

export const AREA_UNITS = { mu: '亩', hectare: '公顷', squareMetre: '㎡' } as const
export type AreaUnit = keyof typeof AREA_UNITS

const WAN_PER: Record<AmountUnit, Decimal> = {
  yuan: new Decimal('0.0001'),
  wan: new Decimal(1),
  yi: new Decimal(10_000),
}

const MU_PER: Record<AreaUnit, Decimal> = {
  mu: new Decimal(1),
  hectare: new Decimal(15),
  squareMetre: new Decimal(1).div(SQUARE_METRES_PER_MU),
}

/** ten million million yuan: above it stands no amount, but a phone in the wrong column */
const MAX_WAN = new Decimal('999999999.99')
const MAX_MU = new Decimal('9999999999.99')
/** 1000 亿元: above it, the unit is more likely wrong than the project that large. */
const IMPLAUSIBLE_WAN = new Decimal(10_000_000)
const IMPLAUSIBLE_MU = new Decimal(100_000)

/** more is no amount, nor its unit; what follows is not looked at */
const MAX_LENGTH = 100

const FOREIGN = /美元|美金|港币|港元|欧元|日元|英镑|usd|hkd|eur|\$|€/i
const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+`
const RANGE = new RegExp(`(?:${NUMBER})(?:万|亿|亩)?元?[-~—–至到]+(?:${NUMBER})`)
const ABOUT = /^(?:大?约|大概|近|预计|估算|暂估|暂定)|(?:左右|上下)$/
const BOUND = /^(?:不低于|不少于|超过|超|至少)|(?:以上|余|多|\+)$/

/** The unit a header or a unit line names, e.g. 总投资（亿元） or 单位：万元、亩. */
export function amountUnitIn(text: string): AmountUnit | null {
  const plain = halfWidth(text.slice(0, MAX_LENGTH)).replace(/\s/g, '')
  if (FOREIGN.test(plain)) return null
  if (/亿/.test(plain)) return 'yi'
  if (/万/.test(plain)) return 'wan'
  return /元/.test(plain) ? 'yuan' : null
}

export function areaUnitIn(text: string): AreaUnit | null {
  const plain = halfWidth(text.slice(0, MAX_LENGTH)).replace(/\s/g, '')
  if (/公顷|ha\b/i.test(plain)) return 'hectare'
  if (/㎡|平方米|平米|m2|m²/i.test(plain)) return 'squareMetre'
  return /亩/.test(plain) ? 'mu' : null
}

interface Stripped {
  text: string
  notes: Note[]
}

function strip(raw: string, label: string): Stripped {
  const notes: Note[] = []
  let text = halfWidth(raw)
    .replace(/\s/g, '')
    .replace(/，/g, ',')
    .replace(/人民币|rmb|cny|￥|¥/gi, '')
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

/** 1亿2000万 and 1.24亿元 and 3700万元; null when it is none of these. */
function amountWithUnit(text: string): Decimal | null {
  const match = new RegExp(`^(?:(${NUMBER})亿)?(?:(${NUMBER})(?:(万)元?|元))?元?$`).exec(text)
  if (!match || (match[1] === undefined && match[2] === undefined)) return null
  const yi = match[1] === undefined ? new Decimal(0) : toDecimal(match[1])!.times(WAN_PER.yi)
  if (match[2] === undefined) return yi
  return yi.plus(toDecimal(match[2])!.times(match[3] ? WAN_PER.wan : WAN_PER.yuan))
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
  const bare = toDecimal(text)
  const wan = bare ? bare.times(WAN_PER[unit]) : amountWithUnit(text)
  if (!wan) return refuse('amountUnreadable', '读不出数字，请更正')
  if (wan.isNegative() && !wan.isZero()) return refuse('amountNegative', '小于零，请更正')
  if (wan.gt(MAX_WAN)) return refuse('amountTooLarge', '过大，请检查单位')
  const rounded = wan.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  if (rounded.isZero()) notes.push(warning('amountZero', `${label}为 0，请核对`))
  if (rounded.gt(IMPLAUSIBLE_WAN)) {
    notes.push(warning('amountImplausible', `${label}合 ${formatNumber(rounded)} 万元，请核对单位`))
  }
  return understood(rounded.toFixed(), ...notes)
}

/** An area in 亩, as a decimal text of at most two places; a negative one is refused. */
export function parseArea(raw: string, unit: AreaUnit, label = '面积'): Understood<string> {
  if (isBlankText(raw)) return understood<string>(null)
  const refuse = (code: string, why: string) => understood<string>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (isPending(raw)) return refuse('areaPending', '尚未确定，请填写数字')
  if (raw.trim().length > MAX_LENGTH) return refuse('areaUnreadable', '读不出数字，请更正')
  const { text, notes } = strip(raw, label)
  if (RANGE.test(text)) return refuse('areaRange', '是一个区间，请填写一个数')
  const match = new RegExp(`^(${NUMBER})(万)?(亩|公顷|ha|㎡|平方米|平米|m2|m²)?$`, 'i').exec(text)
  if (!match) return refuse('areaUnreadable', '读不出数字，请更正')
  const own = match[3] ? areaUnitIn(match[3]) : null
  const mu = toDecimal(match[1]!)!
    .times(match[2] ? 10_000 : 1)
    .times(MU_PER[own ?? unit])
  if (mu.isNegative() && !mu.isZero()) return refuse('areaNegative', '小于零，请更正')
  if (mu.gt(MAX_MU)) return refuse('areaTooLarge', '过大，请检查单位')
  const rounded = mu.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  if (rounded.isZero()) return understood<string>(null)
  if (own && own !== 'mu') notes.push(info('areaConverted', `${label}${quoted(raw)}折合 ${formatNumber(rounded)} 亩`))
  if (rounded.gt(IMPLAUSIBLE_MU)) {
    notes.push(warning('areaImplausible', `${label}合 ${formatNumber(rounded)} 亩，请核对单位`))
  }
  return understood(rounded.toFixed(), ...notes)
}
