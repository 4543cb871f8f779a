import { recordAudit } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'
import { READY_MADE } from '~/screening/domain/ready-made/ready-made'
import { judgeBatch } from '~/screening/server/runs/work-on-run'
import { inOrder } from '~/screening/server/stored-screening'
import { addDays, businessDay, fromDay } from '~/shared/day'
import type { Offices } from './offices'

/** What all projects would come to without the set of points. */
const JUDGED_BY = new Set(['national-control-2008', 'county-intensity-100'])
const HOURS = 3_600_000
const MORE_THAN_ALL = 10_000

/** All projects judged again, the day before yesterday in the afternoon. */
export async function loadRun(tx: Tx, offices: Offices, now: Date): Promise<void> {
  const on = addDays(businessDay(now), -2)
  const at = new Date(fromDay(on).getTime() + 7 * HOURS)
  const ruleSets = inOrder(READY_MADE.filter(({ id }) => JUDGED_BY.has(id)))
  const { id } = await tx.screeningRun.create({
    data: {
      ruleSetIds: ruleSets.map((set) => set.id),
      rules: structuredClone(ruleSets),
      evaluatedOn: fromDay(on),
      total: 0,
      startedAt: at,
      startedById: offices.bureau.userId,
      movedAt: at,
    },
  })
  await recordAudit(
    tx,
    { actor: offices.bureau, now: at, via: 'page' },
    {
      action: 'screeningRun.start',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { ruleSets: ruleSets.map(({ name }) => name).join('、') },
    },
  )
  await judgeBatch(tx, id, { ruleSets, on }, { batch: MORE_THAN_ALL, now: at })
}
