import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor, RoleId } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { TOKEN_PREFIX } from './create-token'
import { tokenHash } from './secrets'
import { actorOf, personColumns } from './session'

const WINDOW_SECONDS = 10
const USED_EVERY = 60_000

const byToken = new RateLimiterMemory({ points: env().API_RATE, duration: WINDOW_SECONDS })

interface Row {
  tokenId: string
  lastUsedAt: Date | null
  userId: string
  login: string
  name: string
  unitId: string
  unitName: string
  mustChangePassword: boolean
  roles: RoleId[]
  teamIds: string[]
}

/**
 * Who a bearer token stands for, in one query; null when it is unknown, expired, revoked, or its user disabled.
 * It works before a one-time password is changed.
 */
export async function actorForToken(token: string, now = new Date()): Promise<Actor | null> {
  if (!token.startsWith(TOKEN_PREFIX)) return null
  const [row] = await database().$queryRaw<Row[]>`
    SELECT t.id AS "tokenId", t.last_used_at AS "lastUsedAt", ${personColumns(now)}
    FROM api_token t JOIN app_user u ON u.id = t.user_id
    WHERE t.token_hash = ${tokenHash(token)} AND t.revoked_at IS NULL
      AND (t.expires_at IS NULL OR t.expires_at > ${now}::timestamptz) AND u.disabled_at IS NULL`
  if (!row) return null
  await markUsed(row, now)
  return actorOf(row)
}

async function markUsed({ tokenId, lastUsedAt }: Row, now: Date): Promise<void> {
  const due = new Date(now.getTime() - USED_EVERY)
  if (lastUsedAt && lastUsedAt > due) return
  await database().apiToken.updateMany({
    where: { id: tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: due } }] },
    data: { lastUsedAt: now },
  })
}

/** Counts a request of a token. @throws AppError tooMany (429) with `detail.retryAfterSeconds` */
export async function limitToken(token: string): Promise<void> {
  try {
    await byToken.consume(tokenHash(token))
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw new AppError('tooMany', {
      userMessage: `请求过于频繁，请 ${seconds} 秒后再试`,
      detail: { retryAfterSeconds: seconds },
    })
  }
}
