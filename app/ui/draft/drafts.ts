import type { Typed } from './typed-values'

/** What somebody typed into one form and has not sent yet. */
export interface Draft {
  /** what differs from what the form held at first */
  typed: Typed
  /** names of chosen files by field; a file itself cannot be kept */
  files: Typed
  /** the version an edit was made on, and its values where the form compares versions */
  seen?: { version: string; base?: string }
  /** key under which the form was or will be sent, so that it is done once */
  once: string
  /** milliseconds since 1970 */
  at: number
}

const PREFIX = 'draft'
const KEPT_MS = 7 * 86_400_000

/** `form`: its address and what it is to do */
export const formDraftKey = (owner: string, form: string) => `${PREFIX}:${owner}:${form}`

/** A draft of at most seven days; undefined where there is none. */
export function readDraft(key: string): Draft | undefined {
  const draft = parsed(stored(() => localStorage.getItem(key)))
  return draft && Date.now() - draft.at < KEPT_MS ? draft : undefined
}

/** A full or forbidden store must not stand in the way of typing. */
export function writeDraft(key: string, draft: Draft): void {
  stored(() => localStorage.setItem(key, JSON.stringify(draft)))
}

export function removeDraft(key: string): void {
  stored(() => localStorage.removeItem(key))
}

/** Who leaves on purpose leaves nothing behind on this machine. */
export function removeDraftsOf(owner: string): void {
  for (const key of draftKeys()) if (key.startsWith(formDraftKey(owner, ''))) removeDraft(key)
}

/** Takes away what nobody came back for, whoever typed it. */
export function sweepDrafts(): void {
  for (const key of draftKeys()) if (!readDraft(key)) removeDraft(key)
}

function draftKeys(): string[] {
  return stored(() => Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}:`))) ?? []
}

function stored<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}

function parsed(text: string | null | undefined): Draft | undefined {
  const draft: unknown = text ? stored(() => JSON.parse(text)) : undefined
  return isDraft(draft) ? draft : undefined
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'typed' in value && 'files' in value && 'at' in value
}
