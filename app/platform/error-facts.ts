/** The code of an error of Node, of the database or its driver; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What an error says, to stand in a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
