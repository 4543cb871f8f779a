import { halfWidth } from '~/shared/text'
import { FOREIGN_WORD, type AmountUnit, type AreaUnit } from '~/shared/units'

/**
 * What a text says of the unit of amounts or areas: none (null), one, or something that is not understood, such as two
 * that contradict each other or a foreign currency. The last is never taken for none.
 */
export type UnitSaid<Unit> = { unit: Unit } | { unclear: string } | null

export interface UnitsSaid {
  amount: UnitSaid<AmountUnit>
  area: UnitSaid<AreaUnit>
}

const NO_UNITS: UnitsSaid = { amount: null, area: null }

/** a header, or a line that names units, is no longer */
const MAX_LENGTH = 100

const MULTIPLE = '百亿|十亿|亿|千万|百万|十万|万|千|百'
/** 万元, 百万元人民币, 亿; with what follows, which may say that it is no unit: 亿元以上. */
const MONEY = new RegExp(`(${MULTIPLE})?(?:(${FOREIGN_WORD})|(元|圆|人民币))(以[上下内外]|级|区|[谋器素旦])?`, 'g')
const BARE_MULTIPLE = new RegExp(`^(?:单位:?|人民币)*(${MULTIPLE})(?:人民币)?$`)
const AREA =
  /(万)?(亩|公顷|平方千米|平方公里|km2|km²|㎡|平方米|平米|m2|m²|(?<![a-z])ha(?![a-z])|平方)(均|以[上下内外])?/gi
/** 元/亩, 万元每亩: what is divided by another is no amount. */
const RATIO = /[百千万亿十]{0,2}(?:元|人民币)?(?:\/|每)(?:亩|公顷|㎡|平方米|平米|m2|m²|人|户|吨|kw|度)/gi
/** 5000万元以上 is a bound, no unit. */
const NUMBERED = new RegExp(`\\d{1,12}(?:\\.\\d{1,6})?(?:${MULTIPLE})?元?`, 'g')
const TRAILING_MULTIPLE = new RegExp(`(?:[/:_-]|额|投资|资金)(百万|千万|[万亿])$`)

const AMOUNT_BY_MULTIPLE: Record<string, AmountUnit> = {
  '': 'yuan',
  百: 'hundred',
  千: 'thousand',
  万: 'wan',
  十万: 'tenWan',
  百万: 'million',
  千万: 'tenMillion',
  亿: 'yi',
  十亿: 'tenYi',
  百亿: 'hundredYi',
}

const areaUnit = (times: string, word: string): AreaUnit => {
  if (word === '亩') return times ? 'wanMu' : 'mu'
  if (word === '公顷' || /^ha$/i.test(word)) return 'hectare'
  if (/千米|公里|km/i.test(word)) return 'squareKilometre'
  return times ? 'wanSquareMetre' : 'squareMetre'
}

const plain = (text: string) => halfWidth(text.slice(0, MAX_LENGTH)).replace(/\s/g, '')

/** The units a header names: 总投资（亿元）, 占地面积/亩. */
export function unitsInHeader(text: string): UnitsSaid {
  const header = plain(text).replace(RATIO, '').replace(NUMBERED, '')
  const bare = [
    ...bracketed(header).map((it) => BARE_MULTIPLE.exec(it)?.[1]),
    TRAILING_MULTIPLE.exec(header)?.[1],
  ].flatMap((it) => (it ? [AMOUNT_BY_MULTIPLE[it]!] : []))
  return {
    amount: oneOf(header, [...amountsIn(header), ...bare]),
    area: oneOf(header, areasIn(header)),
  }
}

const bracketed = (text: string): string[] =>
  [...text.matchAll(/[(（[【]([^()（）[\]【】]*)[)）\]】]/g)].map((it) => it[1]!)

function amountsIn(text: string): (AmountUnit | null)[] {
  const found = [...text.matchAll(MONEY)].flatMap(([, times = '', foreign, yuan, more]) => {
    if (foreign) return [null]
    if (more || (yuan === '人民币' && times === '')) return []
    return [AMOUNT_BY_MULTIPLE[times] ?? null]
  })
  return /usd|us\$|hkd|eur(?!o?pe)|\$|€|£/i.test(text) ? [...found, null] : found
}

const areasIn = (text: string): AreaUnit[] =>
  [...text.matchAll(AREA)].flatMap(([, times = '', word = '', more]) => (more ? [] : [areaUnit(times, word)]))

/** `said` holds null for what is a unit and no unit of ours. */
function oneOf<Unit>(text: string, said: readonly (Unit | null)[]): UnitSaid<Unit> {
  const units = new Set(said)
  const [unit] = units
  if (unit === undefined) return null
  return units.size > 1 || unit === null ? { unclear: text.slice(0, 40) } : { unit }
}

/** 单位：万元、亩 and 金额：亿元; 填报单位, 责任单位 and the like are offices. */
const UNIT_LINE =
  /(?:(?:^|[\s(（、,，;；.．]|金额|面积|计量|资金|投资|投资总?额|总投资|用地|货币|数据)单位|(?:^|[\s(（、,，;；.．中内])(?:金额|资金|总?投资额?|面积|货币))\s*[:：]?\s*([^:：]{1,40})/g
/** 以万美元为单位, 按亿元计 */
const COUNTED_IN = /[以按]\s*([^\s,，;；。以按]{1,8}?)(?:为(?:计量)?单位|计算?|计量)(?![\p{Script=Han}])/gu
/** 金额：亿元，面积：公顷 */
const NEXT_UNIT = /[,，、;；](?=\s*(?:金额|资金|总?投资额?|面积|用地|占地)[:：])/
const OFFICE = /[局办委会区县镇乡府部处院心]$/
/** The parts of a unit line. */
const PARTS = /[/、,，;；()（）\s和及]+/
const OF_UNIT = /^(?:金额|总?投资额?|资金|面积|用地|人民币|货币|均为|为)*/

/** The units that a line around a table names; both null where it names none. */
export function unitsInLine(text: string): UnitsSaid {
  const lines = halfWidth(text)
    .split(NEXT_UNIT)
    .flatMap((part) => [...part.matchAll(UNIT_LINE), ...part.matchAll(COUNTED_IN)].map((it) => it[1] ?? ''))
  const brackets = bracketed(halfWidth(text)).filter((it) => /^(?:单位:?)?[^:：]{0,12}$/.test(it) && isUnitAlone(it))
  const words = [...lines, ...brackets].flatMap((line) => line.split(PARTS)).filter((word) => word !== '')
  if (words.length === 0) return NO_UNITS
  const amounts = words.flatMap((word): (AmountUnit | null)[] => {
    const own = word.replace(OF_UNIT, '')
    if (own === '' || OFFICE.test(word)) return []
    const bare = BARE_MULTIPLE.exec(own)?.[1]
    if (bare) return [AMOUNT_BY_MULTIPLE[bare]!]
    const found = amountsIn(own)
    return isUnitAlone(own) ? found : /^\D{0,5}[元$€£币]$/.test(own) && found.length > 0 ? [null] : []
  })
  const areas = words.flatMap((word) => (isUnitAlone(word.replace(/^(?:面积|用地|占地)+/, '')) ? areasIn(word) : []))
  return { amount: oneOf(text.trim(), amounts), area: oneOf(text.trim(), areas) }
}

const ALONE = new RegExp(
  `^(?:单位:?)?(?:(?:${MULTIPLE})?(?:${FOREIGN_WORD}|元|圆)(?:人民币)?|人民币(?:${MULTIPLE})?元|(?:${MULTIPLE})(?:人民币)?|万?(?:亩|公顷|平方千米|平方公里|㎡|平方米|平米|m2|m²|ha)|usd|us\\$|万?\\$)$`,
  'i',
)

/** A unit and nothing else: neither 三元区 nor 亿元以上 is one. */
export function isUnitAlone(text: string): boolean {
  const unit = plain(text).replace(/^[([【]|[)\]】]$/g, '')
  return unit.split(/[/、,，;；]/).every((part) => ALONE.test(part.replace(/^(?:金额|总?投资额?|资金|面积|用地)/, '')))
}

const CURRENCY = new RegExp(`^(?:人民币|${FOREIGN_WORD}|rmb|cny|usd|hkd|eur|jpy)$`, 'i')

/** Does a cell beside an amount say in what it is: 亿元, 美元, 人民币? */
export function isUnitOfRow(text: string): boolean {
  return isUnitAlone(text) || CURRENCY.test(plain(text))
}

/** What stands in a row of units besides those of money and land. */
const MEASURE =
  /^[([（【]?(?:个|项|家|户|人|吨|台|套|件|%|年[./、-]?月(?:[./、-]?日)?|yyyy[./-]?mm(?:[./-]?dd)?|日期|是[、或]否|有\/无|√\/×|万?元\/亩|填写.{0,6}|是\/否|√|m³|kw|千瓦|度|文字|数字|文本)[)\]）】]?$/i

/** Does a cell of a row below the header hold a unit alone? */
export function isMeasure(text: string): boolean {
  const unit = plain(text)
  return unit !== '' && unit.length <= 20 && (isUnitAlone(unit) || MEASURE.test(unit))
}
