import type { EntryFollower } from '~/parks/server/followers'

/** Budgets and claims of a merged park go over; where both have a budget of a kind and year, they add up. */
export const followBudgets: EntryFollower = {
  merged: {
    async park(tx, context, { id, intoId }) {
      await tx.$executeRaw`
        UPDATE budget b SET amount = b.amount + m.amount, version = b.version + 1, recorded_at = ${context.now}::timestamptz
        FROM budget m WHERE m.park_id = ${id}::uuid AND b.park_id = ${intoId}::uuid AND b.kind = m.kind AND b.year = m.year`
      await tx.$executeRaw`
        DELETE FROM budget m USING budget b
        WHERE m.park_id = ${id}::uuid AND b.park_id = ${intoId}::uuid AND b.kind = m.kind AND b.year = m.year`
      await tx.budget.updateMany({ where: { parkId: id }, data: { parkId: intoId, version: { increment: 1 } } })
      const { count } = await tx.budgetClaim.updateMany({
        where: { parkId: id },
        data: { parkId: intoId, version: { increment: 1 } },
      })
      return { budgetClaims: count }
    },
  },
}
