import type { EntryFollower } from '~/parks/server/followers'
import { followBudgets } from '../budgets/follow-park-merge'

/** The meetings of a merged park are the other's, and so are its budgets. */
export const followParkMerge: EntryFollower = {
  merged: {
    async park(tx, context, merged) {
      const budgets = await followBudgets.merged?.park?.(tx, context, merged)
      const { id: parkId, intoId } = merged
      const { count } = await tx.reviewMeeting.updateMany({ where: { parkId }, data: { parkId: intoId } })
      return { ...budgets, meetings: count }
    },
  },
}
