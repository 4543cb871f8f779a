export type FindingLevel = 'info' | 'warning' | 'error'

/** What was noticed at one place of a file; `error` keeps its row back for correction. */
export interface Finding {
  row: number
  /** column letter; null: the whole row */
  column: string | null
  code: string
  level: FindingLevel
  /** in the user's words */
  message: string
  /** somebody must answer before what it concerns can be trusted */
  question?: true
}

/** A finding before its place is known. */
export type Note = Omit<Finding, 'row' | 'column'>

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
