import { createHash } from 'node:crypto'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import { dayRangeValue } from '~/shared/day'
import type { LedgerDraft } from './draft'

export interface Identity {
  kind: 'code' | 'signing' | 'print'
  key: string
}

/**
 * By what a row is known again: its 项目编号, else investor, name and signing day,
 * else a fingerprint of all that was understood. A running number is none.
 */
export function identityOf(draft: LedgerDraft): Identity {
  if (draft.code) return { kind: 'code', key: `code:${draft.code.toLowerCase().replace(/\s/g, '')}` }
  const investor = normalizedCompanyName(draft.investor ?? '')
  const name = normalizedProjectName(draft.name)
  const signed = draft.events.find((event) => event.stage === 'signed')?.occurred
  if (investor && name && signed?.from) {
    return { kind: 'signing', key: `signing:${investor}|${name}|${dayRangeValue(signed)}` }
  }
  return printOf(draft)
}

/** Same content, same print, whatever row or file it stands in, whenever that was filled in and whatever empty columns it has. */
export function printOf(draft: LedgerDraft): Identity {
  const said = JSON.stringify({ ...draft, statedOn: undefined, blanks: undefined, ordinal: undefined }, inOrder)
  return { kind: 'print', key: `print:${createHash('sha256').update(said).digest('base64url').slice(0, 32)}` }
}

/** Keys by name: a draft that was stored has them in another order. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
