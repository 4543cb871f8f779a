import { businessTime } from '~/shared/day'
import { isId } from '~/shared/id'
import { isRecord } from '~/shared/records'

/** What one field was and is, in words; '' where there was nothing. */
export interface ChangeLine {
  label: string
  before: string
  after: string
}

/** Both sides of a logged change, as they are stored. */
export interface LoggedChange {
  action: string
  before: unknown
  after: unknown
}

/** Names of what ids in changes stand for. */
export type Names = Readonly<Record<string, string>>

/** What fields of changes are called, and what codes in them mean. */
export interface ChangeWords {
  fields: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

const plain = (value: unknown) => (isRecord(value) ? value : {})

/** What an event changed, field by field. Ids without a name and nested values say nothing to a reader. */
export function changeLines({ before, after }: LoggedChange, words: ChangeWords, names: Names): ChangeLine[] {
  const [was, is] = [plain(before), plain(after)]
  const said = (value: unknown): string => {
    if (value === true) return '是'
    if (value === false) return '否'
    if (Array.isArray(value)) return value.map(said).filter(Boolean).join('、')
    if (typeof value !== 'string' && typeof value !== 'number') return ''
    const text = String(value)
    if (isId(text)) return names[text] ?? ''
    return words.values[text] ?? (MOMENT.test(text) ? businessTime(text) : text)
  }
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  // `intoId` beside `into` says nothing more.
  const isSaid = (key: string) => key.endsWith('Id') && keys.includes(key.slice(0, -2))
  return keys
    .filter((key) => !isSaid(key))
    .map((key) => ({ label: words.fields[key] ?? key, before: said(was[key]), after: said(is[key]) }))
    .filter((line) => line.before !== line.after)
}

/** Every id that stands in a logged change. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : []
  if (Array.isArray(value)) return value.flatMap(idsIn)
  return isRecord(value) ? Object.values(value).flatMap(idsIn) : []
}
