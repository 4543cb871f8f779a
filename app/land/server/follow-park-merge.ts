import type { EntryFollower } from '~/parks/server/followers'

/** The plots of a merged park lie in the other, which takes its tasks over for the years that it has none. */
export const followParkMerge: EntryFollower = {
  merged: {
    async park(tx, context, { id, intoId }) {
      const { count } = await tx.plot.updateMany({
        where: { parkId: id },
        data: { parkId: intoId, version: { increment: 1 }, updatedAt: context.now },
      })
      await tx.$executeRaw`
        UPDATE reduction_task k SET park_id = ${intoId}::uuid, version = version + 1 WHERE k.park_id = ${id}::uuid
          AND NOT EXISTS (SELECT FROM reduction_task o WHERE o.park_id = ${intoId}::uuid AND o.year = k.year)`
      return { plots: count }
    },
  },
}
