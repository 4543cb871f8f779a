import type { RequestContext } from '~/auth/domain/actor'
import type { Tx } from '~/platform/database/client'
import { extensionPoint } from '~/shared/extension-point'
import type { EntryKind } from '../domain/entries'

export interface Merged {
  id: string
  name: string
  intoId: string
  into: string
}

/** What a room moves along in the same transaction, and how many of its things that were. */
export interface EntryFollower {
  merged?: Partial<
    Record<EntryKind | 'team', (tx: Tx, context: RequestContext, merged: Merged) => Promise<Record<string, number>>>
  >
  /** for what keeps the name itself instead of the id */
  renamed?: Partial<
    Record<EntryKind, (tx: Tx, context: RequestContext, names: { from: string; to: string }) => Promise<void>>
  >
}

/** Rooms downstream whose records name a park, an industry or a team. */
export const followers = extensionPoint<EntryFollower>('what follows a merged park, industry or team')

/** Lets every room follow, and sums up what moved. */
export async function followMerge(
  tx: Tx,
  context: RequestContext,
  kind: EntryKind | 'team',
  merged: Merged,
): Promise<Record<string, number>> {
  const moved: Record<string, number> = {}
  for (const follower of followers.all()) Object.assign(moved, await follower.merged?.[kind]?.(tx, context, merged))
  return moved
}
