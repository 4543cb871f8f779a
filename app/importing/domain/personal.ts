import { halfWidth, maskPhone } from '~/shared/text'

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const ID_NUMBER = /(?<![0-9A-Z])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Z])/g
const LONG_NUMBER = /[\d０-９]{11}/
const MAX_PHONES = 5

/** Phones of a phone column, as written; several may share a cell. */
export function phonesIn(raw: string): string[] {
  return halfWidth(raw)
    .split(/[/、,;；，\s]+/)
    .map((part) => part.replace(/[^\d+()-]/g, ''))
    .filter((part) => part.replace(/\D/g, '').length >= 7)
    .slice(0, MAX_PHONES)
}

/** Mobile numbers that stand in free text. */
export function mobilesIn(text: string): string[] {
  if (!LONG_NUMBER.test(text)) return []
  return (halfWidth(text).match(MOBILE) ?? []).slice(0, MAX_PHONES)
}

/** Free text without whole phone or identity numbers. */
export function maskText(text: string): string {
  if (!LONG_NUMBER.test(text)) return text
  return text
    .replace(ID_NUMBER, (id) => `${id.slice(0, 6)}********${id.slice(-4)}`)
    .replace(MOBILE, (mobile) => maskPhone(mobile))
    .replace(/１[３-９][０-９]{9}/g, (wide) => maskPhone(halfWidth(wide)))
}

/** A phone cell as it may be kept in a row: every number masked. */
export function maskPhoneCell(text: string): string {
  return maskPhone(halfWidth(text))
}
