import type { Actor, RoleId } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import { database, type Tx } from '~/platform/database/client'
import { env } from '~/platform/env'
import { businessDay } from '~/shared/day'
import { randomToken, tokenHash } from './secrets'

export const SESSION_COOKIE = 'crm_session'

const MINUTE = 60_000
/** `last_seen_at` is written at most once in this time, so that reading pages stays reading. */
const SEEN_EVERY = MINUTE

export interface SignedIn {
  sessionId: string
  actor: Actor
  unitName: string
  mustChangePassword: boolean
}

interface PersonRow {
  userId: string
  login: string
  name: string
  unitId: string
  unitName: string
  mustChangePassword: boolean
  roles: RoleId[]
  teamIds: string[]
}

/** A person's columns, with roles and the teams of the day; for a query that joins `app_user u`. */
export function personColumns(now: Date): Prisma.Sql {
  const today = businessDay(now)
  return Prisma.sql`
    u.id AS "userId", u.login, u.name, u.unit_id AS "unitId", u.must_change_password AS "mustChangePassword",
    (SELECT n.name FROM unit n WHERE n.id = u.unit_id) AS "unitName",
    ARRAY(SELECT r.role::text FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles,
    ARRAY(SELECT m.team_id::text FROM team_member m WHERE m.user_id = u.id AND m.valid_from <= ${today}::date
          AND (m.valid_to IS NULL OR m.valid_to >= ${today}::date)) AS "teamIds"`
}

export function actorOf(row: PersonRow): Actor {
  const { userId, login, name, unitId, teamIds, roles } = row
  return { userId, login, name, unitId, teamIds, roles }
}

/** Opens a session; the token is returned once and stored as a hash. */
export async function openSession(
  tx: Tx,
  session: { userId: string; now: Date; address?: string; userAgent?: string },
): Promise<{ sessionId: string; token: string }> {
  const token = randomToken()
  const { userId, now, address, userAgent } = session
  const { id } = await tx.session.create({
    data: {
      tokenHash: tokenHash(token),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + env().SESSION_MAX_HOURS * 60 * MINUTE),
      address,
      userAgent: userAgent?.slice(0, 200),
    },
    select: { id: true },
  })
  return { sessionId: id, token }
}

/** Who holds this token, in one query; null when it is unknown, revoked, idle too long, too old, or its user disabled. */
export async function findSession(token: string, now: Date): Promise<SignedIn | null> {
  const idleSince = new Date(now.getTime() - env().SESSION_IDLE_MINUTES * MINUTE)
  const [row] = await database().$queryRaw<(PersonRow & { sessionId: string; lastSeenAt: Date })[]>`
    SELECT s.id AS "sessionId", s.last_seen_at AS "lastSeenAt", ${personColumns(now)}
    FROM session s JOIN app_user u ON u.id = s.user_id
    WHERE s.token_hash = ${tokenHash(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now}
      AND s.last_seen_at > ${idleSince} AND u.disabled_at IS NULL`
  if (!row) return null
  await markSeen(row.sessionId, row.lastSeenAt, now)
  const { sessionId, unitName, mustChangePassword } = row
  return { sessionId, unitName, mustChangePassword, actor: actorOf(row) }
}

async function markSeen(id: string, lastSeenAt: Date, now: Date): Promise<void> {
  const due = new Date(now.getTime() - SEEN_EVERY)
  if (lastSeenAt > due) return
  await database().session.updateMany({ where: { id, lastSeenAt: { lte: due } }, data: { lastSeenAt: now } })
}

/** Ends sessions of a user, all or all but one. Returns how many. */
export async function revokeSessions(tx: Tx, userId: string, now: Date, except?: string): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, id: except ? { not: except } : undefined },
    data: { revokedAt: now },
  })
  return count
}
