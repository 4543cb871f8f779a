/** The one that answers for a project (责任单位): where it lands, else who introduced it, else who holds it. */
export function responsible<T>({
  landedAt,
  introducedBy,
  unit,
}: {
  landedAt?: T | null
  introducedBy?: T | null
  unit: T
}): T {
  return landedAt ?? introducedBy ?? unit
}
