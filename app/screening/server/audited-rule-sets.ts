import type { AuditedThings } from '~/audit/server/audited-things'
import { database } from '~/platform/database/client'
import { READY_MADE } from '../domain/ready-made/ready-made'

/** Rule sets as the log calls them; their ids are words. */
export const auditedRuleSets: AuditedThings = {
  type: 'ruleSet',
  names: async (_, ids) => {
    const stored = await database().screeningRuleSet.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, name: true },
    })
    return [...stored, ...READY_MADE.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }))]
  },
  find: async (_, text, limit) => {
    const found = await database().screeningRuleSet.findMany({
      where: { name: { contains: text, mode: 'insensitive' } },
      select: { id: true },
      take: limit,
    })
    return found.map(({ id }) => id)
  },
  page: { action: 'ruleSet.read', path: (id) => `/screening/rules/${id}` },
}
