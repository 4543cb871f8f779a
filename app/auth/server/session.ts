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
  ends: SessionEnd
}

export interface SessionEnd {
  /** when the session ends unless something is asked for before */
  at: Date
  /** false when it has reached its greatest length, so that nothing puts its end off */
  extendable: boolean
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
  const row = await sessionRow(token, now)
  if (!row) return null
  const seen = await markSeen(row.sessionId, row.lastSeenAt, now)
  const { sessionId, unitName, mustChangePassword, expiresAt } = row
  return { sessionId, unitName, mustChangePassword, actor: actorOf(row), ends: endOf(seen, expiresAt) }
}

/** When the session of this token ends, without putting it off by asking; null when it is over. */
export async function sessionEnd(token: string, now: Date): Promise<SessionEnd | null> {
  const row = await sessionRow(token, now)
  return row && endOf(row.lastSeenAt, row.expiresAt)
}

/** Until a session ends: the clock of a browser may be wrong. */
export const secondsLeft = ({ at }: SessionEnd) => Math.max(0, Math.round((at.getTime() - Date.now()) / 1000))

function endOf(seen: Date, expiresAt: Date): SessionEnd {
  const idle = new Date(seen.getTime() + env().SESSION_IDLE_MINUTES * MINUTE)
  return idle < expiresAt ? { at: idle, extendable: true } : { at: expiresAt, extendable: false }
}

interface SessionRow extends PersonRow {
  sessionId: string
  lastSeenAt: Date
  expiresAt: Date
}

async function sessionRow(token: string, now: Date): Promise<SessionRow | null> {
  const idleSince = new Date(now.getTime() - env().SESSION_IDLE_MINUTES * MINUTE)
  const [row] = await database().$queryRaw<SessionRow[]>`
    SELECT s.id AS "sessionId", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt", ${personColumns(now)}
    FROM session s JOIN app_user u ON u.id = s.user_id
    WHERE s.token_hash = ${tokenHash(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now}
      AND s.last_seen_at > ${idleSince} AND u.disabled_at IS NULL`
  return row ?? null
}

/** Returns when the session counts as last used. */
async function markSeen(id: string, lastSeenAt: Date, now: Date): Promise<Date> {
  const due = new Date(now.getTime() - SEEN_EVERY)
  if (lastSeenAt > due) return lastSeenAt
  await database().session.updateMany({ where: { id, lastSeenAt: { lte: due } }, data: { lastSeenAt: now } })
  return now
}

/** Ends sessions of a user, all or all but one. Returns how many. */
export async function revokeSessions(tx: Tx, userId: string, now: Date, except?: string): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, id: except ? { not: except } : undefined },
    data: { revokedAt: now },
  })
  return count
}
