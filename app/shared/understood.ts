export type FindingLevel = 'info' | 'warning' | 'error'

/** What was noticed while a text was read; `error`: it is not taken. */
export interface Note {
  code: string
  level: FindingLevel
  /** in the user's words */
  message: string
  /** somebody must answer before what it concerns can be trusted */
  question?: true
}

/** A value as understood, and what was noticed on the way. */
export interface Understood<T> {
  value: T | null
  notes: Note[]
}

export function info(code: string, message: string): Note {
  return { code, level: 'info', message }
}

export function warning(code: string, message: string): Note {
  return { code, level: 'warning', message }
}

/** What the program cannot know, and asks. */
export function question(code: string, message: string): Note {
  return { code, level: 'warning', message, question: true }
}

export function refusal(code: string, message: string): Note {
  return { code, level: 'error', message }
}

export function understood<T>(value: T | null, ...notes: Note[]): Understood<T> {
  return { value, notes }
}

export function holds(findings: readonly Note[]): boolean {
  return findings.some((finding) => finding.level === 'error')
}
