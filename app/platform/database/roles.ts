import { escapeIdentifier, type Client } from 'pg'
import { messageOf } from '~/platform/error-facts'
import { present } from '~/shared/present'
import { StartError } from '../start-error'
import { APP_ROLE, type Connection } from './connection'

/** What is written once and never changed or removed by the program. */
export const APPEND_ONLY = [
  'audit_event',
  'stage_event',
  'stage_verification',
  'project_fact',
  'project_void',
  'guard_fact',
  'plot_status_change',
  'plot_area',
  'plot_progress',
  'plot_readiness',
  'plot_descent',
  'allocation_change',
  'rule_set',
  'screening_revision',
  'screening_rule_set_version',
] as const

/** Makes the program's role where it shares the owner's log-in. Throws with the SQL an administrator has to run. */
export async function ensureAppRole(owner: Client, connection: Connection): Promise<void> {
  if (connection.appRole !== APP_ROLE) return
  if (await canTakeAppRole(owner)) return
  const { rows } = await owner.query<{ present: boolean; login: string }>(
    'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS present, current_user AS login',
    [APP_ROLE],
  )
  const { present: isThere, login } = present(rows[0], 'the answer about the role')
  try {
    if (!isThere) await owner.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`).catch(unlessMadeMeanwhile)
    await owner.query(`GRANT ${APP_ROLE} TO ${escapeIdentifier(login)}`)
  } catch (error) {
    throw new StartError(
      [
        `数据库账号 "${login}" 无权建立本程序的受限角色（${messageOf(error)}）。`,
        '请数据库管理员执行一次下列语句，然后重新启动：',
        ...(isThere ? [] : [`  CREATE ROLE ${APP_ROLE} NOLOGIN;`]),
        `  GRANT ${APP_ROLE} TO ${escapeIdentifier(login)};`,
        '或者分设两个账号：DATABASE_DIRECT_URL 用属主账号，DATABASE_URL 用普通账号。',
      ].join('\n'),
      { cause: error },
    )
  }
}

/** Tried, not looked up: what membership allows differs between PostgreSQL 15 and 16. */
async function canTakeAppRole(owner: Client): Promise<boolean> {
  await owner.query('BEGIN')
  try {
    await owner.query(`SET LOCAL ROLE ${APP_ROLE}`)
    return true
  } catch {
    return false
  } finally {
    await owner.query('ROLLBACK')
  }
}

function unlessMadeMeanwhile(error: Error & { code?: string }): void {
  if (error.code !== '42710' && error.code !== '23505') throw error
}

/** Lets the program read and write the rows of a schema, and run its functions; no DDL. */
export async function grantSchema(owner: Client, schema: string, appRole: string): Promise<void> {
  const [s, role] = [escapeIdentifier(schema), escapeIdentifier(appRole)]
  await owner.query(`
    GRANT USAGE ON SCHEMA ${s} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${s} TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${s} TO ${role};
    GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${s} TO ${role};
  `)
}

/** Grants on our own tables; what is append-only can only be read and appended to. */
export async function grantTables(owner: Client, appRole: string): Promise<void> {
  const role = escapeIdentifier(appRole)
  await owner.query('BEGIN')
  await grantSchema(owner, 'public', appRole)
  await owner.query(`
    REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.map(escapeIdentifier).join(', ')} FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations FROM ${role};
  `)
  await owner.query('COMMIT')
}

/** Stops a start in which the program could do more than it should, say as a superuser or behind a pooler that drops the role. */
export async function assertRestricted(app: Client): Promise<void> {
  const { rows } = await app.query<{ login: string; ddl: boolean; rewrites: string[] }>(
    `SELECT current_user AS login, has_schema_privilege('public', 'CREATE') AS ddl,
            array(SELECT t FROM unnest($1::text[]) t
                  WHERE has_table_privilege(t, 'UPDATE') OR has_table_privilege(t, 'DELETE')) AS rewrites`,
    [APPEND_ONLY],
  )
  const { login, ddl, rewrites } = present(rows[0], 'the answer about rights')
  if (!ddl && rewrites.length === 0) return
  const excess = [ddl && '建表', rewrites.length > 0 && `改写 ${rewrites.join('、')}`].filter(Boolean).join('，')
  throw new StartError(
    `程序使用的数据库角色 "${login}" 权限过大：可以${excess}。\n` +
      'DATABASE_URL 请用不拥有任何表的普通账号（属主账号放在 DATABASE_DIRECT_URL），' +
      '并执行 REVOKE CREATE ON SCHEMA public FROM PUBLIC。',
  )
}
