/** Whoever may verify stages, of the unit of the one who is about to. */
export interface Verifier {
  id: string
  name: string
}

/**
 * Who is to verify a stage instead of whoever recorded it: the others of the unit who may, by name. Empty where the actor
 * may: it was somebody else's record, nobody else of the unit may, or the setting lets everybody verify the own records.
 */
export function othersToVerify(
  recordedById: string | null,
  actorId: string | null,
  { ownRecords, verifiers }: { ownRecords: 'others' | 'anyone'; verifiers: readonly Verifier[] },
): string[] {
  if (ownRecords === 'anyone' || actorId === null || recordedById !== actorId) return []
  return verifiers.filter(({ id }) => id !== actorId).map(({ name }) => name)
}

/** Who may instead, as whoever recorded the stage is told. */
export const ownRecordWords = (others: readonly string[]): string =>
  `这条阶段由您登记，请由本单位其他可认定的人认定：${others.join('、')}`
