import type { RequestContext } from '~/auth/domain/actor'
import type { Db } from '~/platform/database/client'
import { toDay } from '~/shared/day'
import { normalizedCompanyName } from '~/shared/text'
import { duplicateReason, type DuplicateReason, type LikenessKeys } from '../domain/likeness'
import { visibleProjects } from './visibility'

export interface Alike {
  id: string
  name: string
  reason: DuplicateReason
  unitName: string
  /** false: another unit's lead, of which only "已登记，请联系招商局" may be said */
  visible: boolean
  voided: boolean
}

/** Projects that may be the same as the one described; at most 20. */
export async function alikeProjects(
  db: Db,
  context: RequestContext,
  keys: LikenessKeys,
  exceptId?: string,
): Promise<Alike[]> {
  const investor = normalizedCompanyName(keys.investor ?? '')
  if (investor === '' && !keys.uscc) return []
  const select = {
    id: true,
    name: true,
    voidedAt: true,
    signedFrom: true,
    investmentWan: true,
    unit: { select: { name: true } },
    investor: { select: { name: true, uscc: true } },
  } as const
  const candidates = await db.project.findMany({
    where: {
      mergedIntoId: null,
      ...(exceptId ? { id: { not: exceptId } } : {}),
      investor: { OR: [{ normalizedName: investor }, ...(keys.uscc ? [{ uscc: keys.uscc }] : [])] },
    },
    select,
    orderBy: { id: 'asc' },
    take: 200,
  })
  const alike = candidates.flatMap((candidate) => {
    const reason = duplicateReason(keys, {
      name: candidate.name,
      investor: candidate.investor?.name ?? null,
      uscc: candidate.investor?.uscc ?? null,
      investmentWan: candidate.investmentWan?.toString() ?? null,
      signedFrom: candidate.signedFrom && toDay(candidate.signedFrom),
    })
    return reason
      ? [
          {
            id: candidate.id,
            name: candidate.name,
            unitName: candidate.unit.name,
            reason,
            voided: candidate.voidedAt !== null,
          },
        ]
      : []
  })
  if (alike.length === 0) return []
  const seen = await db.project.findMany({
    where: { AND: [{ id: { in: alike.map(({ id }) => id) } }, visibleProjects(context.actor)] },
    select: { id: true },
  })
  const visible = new Set(seen.map(({ id }) => id))
  // What is 作废 holds no company: of another unit's nothing is said.
  return alike
    .map((each) => ({ ...each, visible: visible.has(each.id) }))
    .filter((each) => each.visible || !each.voided)
    .slice(0, 20)
}
