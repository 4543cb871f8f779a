import type { EntryFollower } from '~/parks/server/followers'

/**
 * The plots and factories of a merged park lie in the other, which takes its tasks over for the years that it has none.
 * Where both have a building of that name, the merged park's is called by its park too.
 */
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
      const [merged] = await tx.$queryRaw<[{ factories: number }]>`
        WITH moved AS (UPDATE factory_unit f SET park_id = ${intoId}::uuid, version = version + 1,
            building = CASE WHEN EXISTS (SELECT FROM factory_unit o
              WHERE o.park_id = ${intoId}::uuid AND o.building = f.building AND o.floor = f.floor)
              THEN f.building || '（' || (SELECT name FROM park WHERE id = f.park_id) || '）' ELSE f.building END
          WHERE f.park_id = ${id}::uuid RETURNING 1)
        SELECT count(*)::int AS factories FROM moved`
      return { plots: count, factories: merged.factories }
    },
  },
}
