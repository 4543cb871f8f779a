import type { UnitHoldings } from '~/auth/server/unit-holdings'
import type { UnitMerge } from '~/auth/server/unit-merges'
import type { EntryFollower } from '~/parks/server/followers'

/** The chains that a merged unit leads and the companies it is after go over to the other. */
export const moveChainsOfUnit: UnitMerge = async (tx, context, { unitId, intoId }) => {
  const chains = await tx.chain.updateMany({ where: { unitId }, data: { unitId: intoId, version: { increment: 1 } } })
  const targets = await tx.chainTarget.updateMany({
    where: { unitId },
    data: { unitId: intoId, version: { increment: 1 }, updatedAt: context.now },
  })
  return { chains: chains.count, targets: targets.count }
}

/** The target companies that units are after. */
export const unitTargets: UnitHoldings = {
  key: 'chainTargets',
  label: '目标企业',
  measure: '家',
  count: async (db, unitIds) => {
    const rows = await db.chainTarget.groupBy({ by: ['unitId'], where: { unitId: { in: [...unitIds] } }, _count: true })
    return new Map(rows.flatMap(({ unitId, _count }) => (unitId ? [[unitId, _count]] : [])))
  },
}

/** The firms of a merged park stand in the other, which takes its part in a chain over where it has none. */
export const followParkMerge: EntryFollower = {
  merged: {
    async park(tx, _, { id, intoId }) {
      const { count } = await tx.chainFirm.updateMany({
        where: { parkId: id },
        data: { parkId: intoId, version: { increment: 1 } },
      })
      await tx.$executeRaw`
        UPDATE chain_park k SET park_id = ${intoId}::uuid WHERE k.park_id = ${id}::uuid
          AND NOT EXISTS (SELECT FROM chain_park o WHERE o.park_id = ${intoId}::uuid AND o.chain_id = k.chain_id)`
      await tx.chainPark.deleteMany({ where: { parkId: id } })
      return { firms: count }
    },
  },
}
