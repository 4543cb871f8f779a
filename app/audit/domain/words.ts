import { extensionPoint } from '~/shared/extension-point'
import { wordFor } from '~/shared/records'
import type { ChangeWords } from './change-lines'

type Words = Readonly<Record<string, string>>

/** What the log can say of a room: what happened, to what kind of thing, and what changed of it. */
export interface AuditWords {
  actions: Words
  subjects: Words
  /** fields of its changes */
  fields?: Words
  /** codes that stand in its changes */
  values?: Words
  /** What the log says of these subjects is for every reader of it; of any others, for whoever may see projects alone. */
  administrative?: boolean
}

/** The words of every room, which each adds beside its own: `interface AuditVocabulary { room: typeof ROOM_AUDIT }`. */
export interface AuditVocabulary {}

type Keys<Words> = Words extends unknown ? keyof Words & string : never
export type AuditAction = Keys<AuditVocabulary[keyof AuditVocabulary]['actions']>
export type AuditSubject = Keys<AuditVocabulary[keyof AuditVocabulary]['subjects']>

export const auditWords = extensionPoint<AuditWords>('audit words')

const merged = (of: (words: AuditWords) => Words | undefined): Words =>
  Object.assign({}, ...auditWords.all().map((words) => of(words) ?? {}))

/** Everything that the log can say happened, in Chinese by code. */
export const auditActionWords = (): Words => merged(({ actions }) => actions)

/** Every kind of thing it can have happened to. */
export const auditSubjectWords = (): Words => merged(({ subjects }) => subjects)

/** The words for what changed of a kind of thing: those of its own room first. */
export function changeWords(subjectType: string): ChangeWords {
  const own = auditWords.all().find(({ subjects }) => Object.hasOwn(subjects, subjectType))
  return {
    fields: { ...merged(({ fields }) => fields), ...own?.fields },
    values: { ...merged(({ values }) => values), ...own?.values },
  }
}

/** Kinds of things of which no business content is told. */
export function administrativeSubjects(): string[] {
  return auditWords.all().flatMap(({ administrative, subjects }) => (administrative ? Object.keys(subjects) : []))
}

export const isAuditAction = (text: string | undefined): text is AuditAction =>
  text !== undefined && Object.hasOwn(auditActionWords(), text)

export const isAuditSubject = (text: string | undefined): text is AuditSubject =>
  text !== undefined && Object.hasOwn(auditSubjectWords(), text)

/** What happened, in Chinese. */
export const actionWord = (action: string): string => wordFor(auditActionWords(), action)

/** What kind of thing it happened to, in Chinese. */
export const subjectWord = (type: string): string => wordFor(auditSubjectWords(), type)
