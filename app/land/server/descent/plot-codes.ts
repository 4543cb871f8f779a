import type { Db } from '~/platform/database/client'
import { invalid, type FieldError } from '~/shared/errors'

/** Numbers for plots that come of one: its own with -1, -2 …, beyond those that were ever used. */
export async function proposeCodes(db: Db, code: string, count: number): Promise<string[]> {
  const [last] = await db.$queryRaw<{ number: number }[]>`
    SELECT coalesce(max(substr(code, length(${code}) + 2)::int), 0) AS number FROM plot
    WHERE starts_with(code, ${`${code}-`}) AND substr(code, length(${code}) + 2) ~ '^[0-9]{1,6}$' AND voided_at IS NULL`
  return Array.from({ length: count }, (_, index) => `${code}-${(last?.number ?? 0) + index + 1}`)
}

/**
 * Numbers are never used again, whether their plot still stands or not. `pathOf`: the field of each.
 * @throws invalid (422) at each that is taken or given twice
 */
export async function assertCodesFree(
  db: Db,
  codes: readonly string[],
  pathOf: (index: number) => string,
): Promise<void> {
  const used = await db.plot.findMany({
    where: { code: { in: [...codes] }, voidedAt: null },
    select: { code: true },
  })
  const taken = new Set(used.map(({ code }) => code))
  const errors = codes.flatMap((code, index): FieldError[] => {
    const message = taken.has(code)
      ? `宗地号“${code}”已经用过，请另取一个`
      : codes.indexOf(code) < index
        ? `宗地号“${code}”写了两次`
        : null
    return message === null ? [] : [{ path: pathOf(index), code: 'taken', message }]
  })
  if (errors.length > 0) throw invalid(errors)
}
