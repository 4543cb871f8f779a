import type { RequestContext } from '~/auth/domain/actor'
import type { Db } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { normalizedCompanyName } from '~/shared/text'
import { duplicateReason, type DuplicateReason, type LikenessKeys } from '../domain/likeness'
import { visibleProjectsSql } from './visibility'

export interface Alike {
  id: string
  name: string
  reason: DuplicateReason
  unitName: string
  /** false: another unit's lead, of which only "已登记，请联系招商局" may be said */
  visible: boolean
  voided: boolean
}

interface Candidate {
  id: string
  name: string
  signedFrom: Day | null
  investmentWan: string | null
  unitName: string
  investor: string
  uscc: string | null
  visible: boolean
  voided: boolean
}

const MOST_CANDIDATES = 200
const MOST_ALIKE = 20

/** Projects that may be the same as the one described; at most 20. */
export async function alikeProjects(
  db: Db,
  context: RequestContext,
  keys: LikenessKeys,
  exceptId: string | null = null,
): Promise<Alike[]> {
  const investor = normalizedCompanyName(keys.investor ?? '')
  if (investor === '' && !keys.uscc) return []
  const candidates = await db.$queryRaw<Candidate[]>`
    SELECT p.id, p.name, p.signed_from::text AS "signedFrom", p.investment_wan::text AS "investmentWan",
      u.name AS "unitName", i.name AS investor, i.uscc,
      p.voided_at IS NOT NULL AS voided, ${visibleProjectsSql(context.actor)} AS visible
    FROM investor i JOIN project p ON p.investor_id = i.id JOIN unit u ON u.id = p.unit_id
    WHERE (i.normalized_name = ${investor} OR i.uscc = ${keys.uscc ?? null})
      AND p.merged_into_id IS NULL AND p.id IS DISTINCT FROM ${exceptId}::uuid
    ORDER BY p.id LIMIT ${MOST_CANDIDATES}`
  // What is 作废 holds no company: of another unit's nothing is said.
  return candidates
    .filter(({ visible, voided }) => visible || !voided)
    .flatMap(({ id, name, unitName, visible, voided, ...known }) => {
      const reason = duplicateReason(keys, { name, ...known })
      return reason ? [{ id, name, unitName, reason, visible, voided }] : []
    })
    .slice(0, MOST_ALIKE)
}
