import type { Tx } from '~/platform/database/client'
import { normalizedCompanyName } from '~/shared/text'

interface InvestorName {
  name: string
  uscc: string | null
  origin: string | null
}

/** The investor of that uscc, else of exactly that name, else a new one; fills an empty uscc or origin. */
export async function findOrCreateInvestor(tx: Tx, { name, uscc, origin }: InvestorName): Promise<string> {
  const known =
    (uscc ? await tx.investor.findUnique({ where: { uscc } }) : null) ??
    (await tx.investor.findFirst({ where: { name, ...(uscc ? { uscc: null } : {}) }, orderBy: { createdAt: 'asc' } }))
  if (!known) {
    const created = await tx.investor.create({
      data: { name, uscc, origin, normalizedName: normalizedCompanyName(name) },
    })
    return created.id
  }
  const filled = { uscc: known.uscc ?? uscc, origin: known.origin ?? origin }
  if (filled.uscc !== known.uscc || filled.origin !== known.origin) {
    await tx.investor.update({ where: { id: known.id }, data: { ...filled, version: { increment: 1 } } })
  }
  return known.id
}
