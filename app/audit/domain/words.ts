import { extensionPoint } from '~/shared/extension-point'

/** What the log can say of a room: what happened, and to what kind of thing. */
export interface AuditWords {
  actions: Readonly<Record<string, string>>
  subjects: Readonly<Record<string, string>>
  /** What the log says of these subjects is for every reader of it; of any others, for whoever may see projects alone. */
  administrative?: boolean
}

/** The words of every room, which each adds beside its own: `interface AuditVocabulary { room: typeof ROOM_AUDIT }`. */
export interface AuditVocabulary {}

type Keys<Words> = Words extends unknown ? keyof Words & string : never
export type AuditAction = Keys<AuditVocabulary[keyof AuditVocabulary]['actions']>
export type AuditSubject = Keys<AuditVocabulary[keyof AuditVocabulary]['subjects']>

export const auditWords = extensionPoint<AuditWords>('audit words')

/** Everything that the log can say happened, in Chinese by code. */
export function auditActionWords(): Record<string, string> {
  return Object.assign({}, ...auditWords.all().map(({ actions }) => actions)) as Record<string, string>
}

/** Every kind of thing it can have happened to. */
export function auditSubjectWords(): Record<string, string> {
  return Object.assign({}, ...auditWords.all().map(({ subjects }) => subjects)) as Record<string, string>
}

/** Kinds of things of which no business content is told. */
export function administrativeSubjects(): string[] {
  return auditWords.all().flatMap(({ administrative, subjects }) => (administrative ? Object.keys(subjects) : []))
}
