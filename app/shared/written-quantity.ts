import { Decimal } from './money'
import { isBlankText } from './blank-text'
import { halfWidth, quoted } from './text'
import { refusal, understood, type Understood } from './understood'
import { parseAmount, parseArea } from './written-amount'

/** more is no number, nor its unit */
const MAX_LENGTH = 60

const plain = (text: string) => halfWidth(text.slice(0, MAX_LENGTH)).replace('²', '2').replace('³', '3')

/** A number in `unit`, which may stand behind it, as a decimal text of at most `places`; a negative one is refused. */
export function parseNumber(raw: string, unit: string, label = '数字', places = 2): Understood<string> {
  if (isBlankText(raw)) return understood<string>(null)
  const bare = plain(raw)
    .replace(/[\s,，]/g, '')
    .replace(plain(unit), '')
    .replace('−', '-')
  const refuse = (code: string, why: string) => understood<string>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(bare)) return refuse('numberUnreadable', `读不出数字，请按${unit}填写`)
  if (bare.startsWith('-') && Number(bare) !== 0) return refuse('numberNegative', '小于零，请更正')
  return understood(new Decimal(bare).abs().toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed())
}

/**
 * What is typed into a field of `unit`, in that unit: in one of 万元 1.2亿 is 12000, in one of 亩 2公顷 is 30. A bare
 * number is in the field's unit.
 */
export function parseQuantity(raw: string, unit: string, label = ''): Understood<string> {
  if (unit === '万元') return parseAmount(raw, 'wan', label)
  if (unit === '亩') return parseArea(raw, 'mu', label)
  return parseNumber(raw, unit, label)
}
