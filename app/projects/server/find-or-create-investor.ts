import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'
import { visibleProjectsSql } from './visibility'
import { AppError, invalidField } from '~/shared/errors'
import { normalizedCompanyName } from '~/shared/text'

interface InvestorName {
  name: string
  uscc: string | null
  origin: string | null
}

interface SameCompany extends InvestorName {
  id: string
  normalizedName: string
  /** known only from projects that the actor may not see */
  hidden: boolean
}

/**
 * The investor of that uscc, else of exactly that name, else a new one. What is given of uscc and origin fills what is not
 * known of it; only whoever edits a project of it, `ownId`, corrects what others may have told. Either is audited on it.
 * @throws AppError taken (409) when it is known only from projects the actor may not see, and nothing of it is told;
 *   invalid (422) when the uscc belongs to a company of another name; whose is not told
 */
export async function findOrCreateInvestor(
  tx: Tx,
  context: RequestContext,
  { name, uscc, origin }: InvestorName,
  ownId: string | null = null,
): Promise<string> {
  const normalizedName = normalizedCompanyName(name)
  const same = await sameCompanies(tx, context, { normalizedName, uscc })
  const owner = uscc ? same.find((each) => each.uscc === uscc) : undefined
  const known = owner ?? same.find((each) => each.name === name && (uscc === null || each.uscc === null))
  const hidden = known ? known.hidden : same.length > 0 && same.every((each) => each.hidden)
  if (hidden)
    throw alreadyRegistered(owner && owner.normalizedName !== normalizedName ? 'investorUscc' : 'investorName')
  if (owner && owner.normalizedName !== normalizedName) {
    throw invalidField('investorUscc', '这个统一社会信用代码已登记给另一家企业，请核对代码和企业名称', 'taken')
  }
  if (!known) {
    const created = await tx.investor.create({ data: { name, uscc, origin, normalizedName } })
    return created.id
  }
  const kept = {
    uscc: uscc ?? known.uscc,
    origin: known.id === ownId ? (origin ?? known.origin) : (known.origin ?? origin),
  }
  if (kept.uscc !== known.uscc || kept.origin !== known.origin) {
    await tx.investor.update({ where: { id: known.id }, data: { ...kept, version: { increment: 1 } } })
    await recordAudit(tx, context, {
      action: 'investor.update',
      subjectType: 'investor',
      subjectId: known.id,
      before: { uscc: known.uscc, origin: known.origin },
      after: kept,
    })
  }
  return known.id
}

/** Investors that may be the company meant, the first known first. */
async function sameCompanies(
  tx: Tx,
  context: RequestContext,
  { normalizedName, uscc }: { normalizedName: string; uscc: string | null },
): Promise<SameCompany[]> {
  return tx.$queryRaw<SameCompany[]>`
    SELECT i.id, i.name, i.uscc, i.origin, i.normalized_name AS "normalizedName",
      EXISTS (SELECT FROM project p WHERE p.investor_id = i.id AND p.voided_at IS NULL)
        AND NOT EXISTS (SELECT FROM project p WHERE p.investor_id = i.id AND ${visibleProjectsSql(context.actor)}) AS hidden
    FROM investor i WHERE i.normalized_name = ${normalizedName} OR i.uscc = ${uscc}
    ORDER BY i.created_at, i.id`
}

function alreadyRegistered(path: 'investorName' | 'investorUscc'): AppError {
  return new AppError('taken', {
    userMessage: '该企业已登记，请联系招商局',
    errors: [{ path, code: 'taken', message: '已登记，请联系招商局' }],
  })
}
