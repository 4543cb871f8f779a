import { Decimal, roundHalfUp } from '~/shared/money'

/** Exact sum over rows, with two decimals. */
export const exactSum = <Row>(rows: readonly Row[], pick: (row: Row) => Decimal.Value): number =>
  roundHalfUp(
    rows.reduce((total, row) => total.plus(pick(row)), new Decimal(0)),
    2,
  )

export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
