import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { pageLimit } from '~/shared/page-limit'

/** The caller's own tokens, newest first: those that still open something, and the last that did. */
export async function listTokens(context: RequestContext, page: { offset?: number; limit?: number } = {}) {
  assertCan(context.actor, 'token.own')
  const where = { userId: context.actor.userId ?? undefined }
  if (!where.userId) return { items: [], total: 0 }
  const [rows, total] = await Promise.all([
    database().apiToken.findMany({
      where,
      select: { id: true, name: true, createdAt: true, lastUsedAt: true, expiresAt: true, revokedAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: page.offset ?? 0,
      take: pageLimit(page.limit),
    }),
    database().apiToken.count({ where }),
  ])
  const items = rows.map((token) => ({ ...token, state: tokenState(token, context.now) }))
  return { items, total }
}

function tokenState(token: { expiresAt: Date | null; revokedAt: Date | null }, now: Date) {
  if (token.revokedAt) return 'revoked' as const
  return token.expiresAt && token.expiresAt <= now ? ('expired' as const) : ('valid' as const)
}
