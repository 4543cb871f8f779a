import type { RequestContext } from '~/auth/domain/actor'
import type { Tx } from '~/platform/database/client'
import { extensionPoint } from '~/shared/extension-point'

export interface MergedUnit {
  unitId: string
  intoId: string
}

/** Moves what a room keeps of a merged unit to the other, in the transaction that merges them; the counts go into the log. */
export type UnitMerge = (
  tx: Tx,
  context: RequestContext,
  merged: MergedUnit,
) => Promise<Readonly<Record<string, number>>>

export const unitMerges = extensionPoint<UnitMerge>('what follows a merged unit')
