import { halfWidth, maskPhone, replaceMobiles } from '~/shared/text'

const MAX_PHONES = 5
/** a name of a person is no longer, whatever stands around it */
const MAX_NAME = 500

/** Phones of a phone column, mobiles as their eleven digits, landlines as written; several may share a cell. */
export function phonesIn(raw: string): string[] {
  return replaceMobiles(halfWidth(raw), (mobile) => `、${mobile}、`)
    .split(/[/、,;；，\s]+/)
    .map((part) => part.replace(/[^\d+()-]/g, ''))
    .filter((part) => part.replace(/\D/g, '').length >= 7)
    .slice(0, MAX_PHONES)
}

/** Phones that stand beside a name: mobiles as their eleven digits, landlines as written. */
export function phonesBeside(text: string): string[] {
  const mobiles = mobilesIn(text)
  const rest = replaceMobiles(halfWidth(text), () => ' ').slice(0, MAX_NAME)
  return [...mobiles, ...(rest.match(LANDLINE) ?? [])].slice(0, MAX_PHONES)
}

/** Mobile numbers that stand in free text, as their eleven digits. */
export function mobilesIn(text: string): string[] {
  const found: string[] = []
  replaceMobiles(text, (mobile) => {
    if (found.length < MAX_PHONES) found.push(mobile)
    return ''
  })
  return found
}

const LANDLINE = /(?<!\d)(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?!\d)/g

/** A name of a person without the phones typed beside it. */
export function withoutPhones(name: string): string {
  // Cut when the mobiles are out, so that no half of one is left.
  return replaceMobiles(name, () => ' ')
    .slice(0, MAX_NAME)
    .replace(LANDLINE, ' ')
    .replace(/^[\s、,，;；:：/()（）]+|[\s、,，;；:：/(（]+$|[(（]\s*[)）]/g, '')
}

/** A phone cell as it may be kept in a row: every number masked. */
export function maskPhoneCell(text: string): string {
  return maskPhone(halfWidth(text))
}
