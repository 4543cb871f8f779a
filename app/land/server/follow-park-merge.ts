import type { EntryFollower } from '~/parks/server/followers'

/** The plots of a merged park lie in the other. */
export const followParkMerge: EntryFollower = {
  merged: {
    async park(tx, context, { id, intoId }) {
      const { count } = await tx.plot.updateMany({
        where: { parkId: id },
        data: { parkId: intoId, version: { increment: 1 }, updatedAt: context.now },
      })
      return { plots: count }
    },
  },
}
