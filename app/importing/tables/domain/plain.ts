import { createHash } from 'node:crypto'
import {
  ruleOf,
  type CountColumn,
  type Differences,
  type Identity,
  type TableDraft,
  type Vocabulary,
} from './vocabulary'

/** A draft that is its cells: each column's value as it was read. */
export interface PlainDraft extends TableDraft {
  values: Readonly<Record<string, unknown>>
}

/** What a vocabulary still says by itself when every column is one field and no rule stands between them. */
interface PlainParts extends Pick<Vocabulary<PlainDraft>, 'subject' | 'columns' | 'naming' | 'usual' | 'names'> {
  /** the column of a code or number that belongs to one subject */
  code: string
  /** what the count of rows is called */
  counted: string
  /** a column that a group heading stands for */
  heading?: string
  /** columns shown in the list of rows, besides the one that names the row */
  shown: readonly string[]
}

/** A vocabulary whose fields are its columns. A kind with rules of its own takes it and replaces members. */
export function plainVocabulary(parts: PlainParts): Vocabulary<PlainDraft> {
  const { columns, naming, code, counted, heading = null, shown } = parts
  const keys = Object.keys(columns).filter((key) => !ruleOf(columns, key).cell.phonesOf)
  const label = (key: string) => ruleOf(columns, key).label
  const speaksOf = (draft: PlainDraft, key: string) => has(draft, key) || draft.blanks.includes(key)
  const changed = (before: PlainDraft, after: PlainDraft) =>
    keys.filter((key) => speaksOf(after, key) && text(before, key) !== text(after, key))
  const print = (draft: PlainDraft) =>
    identity('print', hash(keys.map((key) => [key, text(draft, key)])), '内容相同', code)
  const counts: readonly CountColumn[] = [{ key: 'standing', head: counted }]
  return {
    ...parts,
    serial: null,
    totals: [],
    headingSays: (text) =>
      heading === null ? null : { column: heading, value: text, reason: `分组标题是${label(heading)}` },
    headingMeanings: heading === null ? [] : [{ column: heading, label: label(heading) }],
    understand({ values, cells }, { columns: present, headings }) {
      const kept = Object.fromEntries(keys.map((key) => [key, values[key] ?? headings[key] ?? null]))
      const phones = Object.keys(columns).flatMap((key) =>
        ruleOf(columns, key).cell.phonesOf ? list(values[key]) : [],
      )
      const blanks = keys.filter((key) => kept[key] === null && present.has(key) && !cells[key])
      return { draft: { values: kept, blanks, ordinal: 1 }, phones }
    },
    corrected: naming,
    onlyWithColumn: [],
    keepUntyped(corrected, stored) {
      const attached = keys.filter((key) => ruleOf(columns, key).cell.isAttached && has(stored, key))
      const kept = Object.fromEntries(attached.map((key) => [key, stored.values[key]]))
      return {
        ...corrected,
        values: { ...corrected.values, ...kept },
        blanks: corrected.blanks.filter((key) => !attached.includes(key)),
      }
    },
    compact: (draft) => ({
      ...draft,
      values: Object.fromEntries(Object.entries(draft.values).filter(([, it]) => it !== null)),
    }),
    whole: (stored) => ({ ...NOTHING, ...(stored as Partial<PlainDraft> | null) }),
    identityOf(draft) {
      const value = text(draft, code)
      return value ? identity('code', value, `${label(code)}相同`, code) : print(draft)
    },
    printOf: print,
    likeness: () => ({ find: () => null, add: () => {} }),
    whyAnother: () => null,
    differences(before, after): Differences {
      return { words: changed(before, after).map(label), missing: null }
    },
    combined: (drafts) => drafts.reduce(combine),
    goesBeyond: (draft, last) => keys.some((key) => speaksOf(draft, key) && !speaksOf(last, key)),
    logged(before, after) {
      const of = (draft: PlainDraft) =>
        Object.fromEntries(changed(before, after).map((key) => [key, draft.values[key]]))
      return { before: of(before), after: of(after) }
    },
    counts,
    tally() {
      let standing = 0
      return { add: () => void standing++, counts: () => ({ standing }) }
    },
    previewTitle: label(naming[0]),
    noSubtitle: '',
    previewColumns: shown.map((key) => ({ key, head: label(key) })),
    preview: (draft) => ({
      title: naming.map((key) => text(draft, key)).find((it) => it !== null) ?? '',
      subtitle: null,
      cells: Object.fromEntries(shown.map((key) => [key, text(draft, key)])),
    }),
    compared: keys.map((key) => ({ label: label(key), of: (draft) => text(draft, key) })),
  }
}

const NOTHING: PlainDraft = { values: {}, blanks: [], ordinal: 1 }

const has = (draft: PlainDraft, key: string) => (draft.values[key] ?? null) !== null

const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [])

function text({ values }: PlainDraft, key: string): string | null {
  const value = values[key] ?? null
  return value === null || typeof value === 'string' ? value : JSON.stringify(value)
}

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 32)

const identity = (kind: 'code' | 'print', key: string, reason: string, column: string): Identity => ({
  key: `${kind}:${key}`,
  reason,
  shared: reason,
  column,
  isUnique: kind === 'code',
})

function combine(before: PlainDraft, now: PlainDraft): PlainDraft {
  const emptied = Object.fromEntries(now.blanks.map((key) => [key, null]))
  const said = Object.entries(now.values).filter(([, value]) => value !== null)
  const values: PlainDraft['values'] = { ...before.values, ...emptied, ...Object.fromEntries(said) }
  const blanks = [...new Set([...before.blanks, ...now.blanks])].filter((key) => (values[key] ?? null) === null)
  return { ...before, values, blanks }
}
