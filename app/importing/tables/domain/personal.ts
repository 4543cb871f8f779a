import { halfWidth, maskMobiles, maskPhone, replaceMobiles } from '~/shared/text'

const ID_NUMBER =
  /(?<![0-9A-Z])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Z])/g
const MAX_PHONES = 5

/** Phones of a phone column, mobiles as their eleven digits, landlines as written; several may share a cell. */
export function phonesIn(raw: string): string[] {
  return replaceMobiles(halfWidth(raw), (mobile) => `、${mobile}、`)
    .split(/[/、,;；，\s]+/)
    .map((part) => part.replace(/[^\d+()-]/g, ''))
    .filter((part) => part.replace(/\D/g, '').length >= 7)
    .slice(0, MAX_PHONES)
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

/** Free text without whole phone or identity numbers. */
export function maskText(text: string): string {
  return maskMobiles(text.replace(ID_NUMBER, (id) => `${id.slice(0, 6)}********${id.slice(-4)}`))
}

/** A name of a person without the mobile typed beside it. */
export function withoutMobiles(name: string): string {
  return replaceMobiles(name, () => ' ').replace(/^[\s、,，;；:：/()（）]+|[\s、,，;；:：/(（]+$|[(（]\s*[)）]/g, '')
}

/** A phone cell as it may be kept in a row: every number masked. */
export function maskPhoneCell(text: string): string {
  return maskPhone(halfWidth(text))
}
