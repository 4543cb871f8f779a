type Cell = string | number | null

interface Column<Row> {
  title: string
  value: (row: Row) => Cell
}

const NUMBER = /^[-\d][\d,.]*%?$|^—$/
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** Columns a text takes on a terminal: Chinese characters take two. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0)
}

/** Rows as an aligned table for people; numbers stand to the right. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '（无）'
  const cells = rows.map((row) => columns.map(({ value }) => value(row)))
  const lines = [columns.map(({ title }) => title), ...cells.map((line) => line.map((cell) => String(cell ?? '')))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))))
  const right = columns.map((_, at) => cells.every((line) => line[at] === null || NUMBER.test(String(line[at]))))
  const pad = (text: string, at: number) => {
    const gap = ' '.repeat((widths[at] ?? 0) - widthOf(text))
    return right[at] ? gap + text : text + gap
  }
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}
