/** The value below which `share` of the measurements lie; nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Calls that are made before those that are counted. */
export const warmUps = (times: number) => Math.min(20, Math.max(3, Math.round(times / 3)))

/** Times `act` one call after another, after a few that are not counted. */
export async function timed(times: number, act: (at: number) => Promise<unknown>): Promise<number[]> {
  const warmUp = warmUps(times)
  for (let at = 0; at < warmUp; at++) await act(at)
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    const began = performance.now()
    await act(warmUp + at)
    taken.push(performance.now() - began)
  }
  return taken
}

export const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)))

const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0)

/** A line of cells: the first to the left, the others to the right, each as wide as told. */
export function line(cells: readonly string[], widths: readonly number[]): string {
  const blanks = (cell: string, at: number) => ' '.repeat(Math.max(0, widths[at]! - width(cell)))
  return cells.map((cell, at) => (at === 0 ? cell + blanks(cell, at) : blanks(cell, at) + cell)).join('  ')
}

/** Rows as aligned text. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => width(row[at]!))))
  return rows.map((row) => line(row, widths)).join('\n')
}

export const widest = (texts: readonly string[]) => Math.max(...texts.map(width))

export const print = (text: string) => process.stdout.write(`${text}\n`)
