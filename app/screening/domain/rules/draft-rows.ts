import { isRecord } from '~/shared/records'
import { draftFrom, type RuleSetDraft } from './draft'

/** Lists of a draft that rows can be added to, by their paths with the numbers left out. */
const LISTS = new Set([
  'sources',
  'measures',
  'criteria',
  'decision',
  'negotiable',
  'criteria.limit.byIndustry',
  'criteria.bar.byIndustry',
  'criteria.scoring.bands',
  'criteria.scoring.choices',
])

/**
 * A draft with a row added, removed or moved: what a button of the editor asks as `add criteria`, `remove criteria.2`,
 * `up decision.1`, `down decision.1`. Null where it asks nothing that can be done.
 */
export function changedDraft(draft: RuleSetDraft, act: string): RuleSetDraft | null {
  const [verb = '', path = ''] = act.split(' ')
  const steps = path.split('.')
  const at = verb === 'add' ? null : Number(steps.pop())
  if (!LISTS.has(steps.filter((step) => !/^\d+$/.test(step)).join('.'))) return null
  const changed: unknown = structuredClone(draft)
  const list = listAt(changed, steps)
  if (!list) return null
  if (at === null) list.push({})
  else if (!Number.isInteger(at) || at < 0 || at >= list.length) return null
  else if (verb === 'remove') list.splice(at, 1)
  else {
    const to = verb === 'up' ? at - 1 : verb === 'down' ? at + 1 : -1
    if (to < 0 || to >= list.length) return null
    list.splice(to, 0, ...list.splice(at, 1))
  }
  return draftFrom(changed)
}

/** How many rows the list at a path has; none where there is no such list. */
export const rowsAt = (draft: RuleSetDraft, path: string): number => listAt(draft, path.split('.'))?.length ?? 0

function listAt(of: unknown, steps: readonly string[]): unknown[] | null {
  let at = of
  for (const step of steps) at = Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[step] : undefined
  return Array.isArray(at) ? at : null
}
