import type { Tx } from '~/platform/database/client'
import { invalidField } from '~/shared/errors'
import { normalizedCompanyName } from '~/shared/text'

interface InvestorName {
  name: string
  uscc: string | null
  origin: string | null
}

/**
 * The investor of that uscc, else of exactly that name, else a new one. What is given of uscc and origin fills what is not
 * known of it; only whoever edits a project of it, `ownId`, corrects what others may have told.
 * @throws AppError invalid (422) when the uscc belongs to a company of another name; whose is not told
 */
export async function findOrCreateInvestor(
  tx: Tx,
  { name, uscc, origin }: InvestorName,
  ownId: string | null = null,
): Promise<string> {
  const owner = uscc ? await tx.investor.findUnique({ where: { uscc } }) : null
  if (owner && owner.normalizedName !== normalizedCompanyName(name)) {
    throw invalidField('investorUscc', '这个统一社会信用代码已登记给另一家企业，请核对代码和企业名称', 'taken')
  }
  const known =
    owner ??
    (await tx.investor.findFirst({ where: { name, ...(uscc ? { uscc: null } : {}) }, orderBy: { createdAt: 'asc' } }))
  if (!known) {
    const created = await tx.investor.create({
      data: { name, uscc, origin, normalizedName: normalizedCompanyName(name) },
    })
    return created.id
  }
  const kept = {
    uscc: uscc ?? known.uscc,
    origin: known.id === ownId ? (origin ?? known.origin) : (known.origin ?? origin),
  }
  if (kept.uscc !== known.uscc || kept.origin !== known.origin) {
    await tx.investor.update({ where: { id: known.id }, data: { ...kept, version: { increment: 1 } } })
  }
  return known.id
}
