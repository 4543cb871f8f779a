import type { UnitMerge } from '~/auth/server/unit-merges'

/** What a merged unit was asked, and what it has to fulfil, goes over; what both were asked is asked once. */
export const moveReviewsOfUnit: UnitMerge = async (tx, _, { unitId, intoId }) => {
  await tx.$executeRaw`
    DELETE FROM opinion_request o
    WHERE o.unit_id = ${unitId}::uuid AND o.answer IS NULL AND o.recused_at IS NULL AND EXISTS (
      SELECT FROM opinion_request other WHERE other.screening_id = o.screening_id AND other.unit_id = ${intoId}::uuid
        AND other.answer IS NULL AND other.recused_at IS NULL)`
  const { count: opinions } = await tx.opinionRequest.updateMany({ where: { unitId }, data: { unitId: intoId } })
  const { count: conditions } = await tx.reviewCondition.updateMany({ where: { unitId }, data: { unitId: intoId } })
  return { opinions, conditions }
}
