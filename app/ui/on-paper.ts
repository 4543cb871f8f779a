/** How many of the first rows, each so many lines high, fit into so many lines of a sheet. */
export function fitting(heights: readonly number[], lines: number): number {
  let left = lines
  const over = heights.findIndex((height) => (left -= height) < 0)
  return over < 0 ? heights.length : over
}

/** Lines that a text takes where a line holds so many Chinese characters, two others in the place of one; at most `most`. */
export function linesOf(text: string, perLine: number, most: number): number {
  const lines = text.split('\n').map((line) => {
    const wide = [...line].reduce((sum, char) => sum + (char > '\u2e80' ? 1 : 0.55), 0)
    return Math.max(1, Math.ceil(wide / perLine))
  })
  return Math.min(
    most,
    lines.reduce((sum, each) => sum + each, 0),
  )
}
