import { escapeIdentifier, type Client } from 'pg'
import { APP_ROLE, type Connection } from './connection'

/** What is written once and never changed or removed by the program. */
export const APPEND_ONLY = [
  'audit_event',
  'stage_event',
  'stage_verification',
  'project_fact',
  'guard_fact',
  'plot_status_change',
  'rule_set',
] as const

/** Makes the program's role where it shares the owner's log-in. Throws with the SQL an administrator has to run. */
export async function ensureAppRole(owner: Client, connection: Connection): Promise<void> {
  if (connection.appRole !== APP_ROLE) return
  const { rows } = await owner.query<{ present: boolean; member: boolean; login: string }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS present,
            (SELECT pg_has_role(r.oid, 'MEMBER') FROM pg_roles r WHERE rolname = $1) AS member,
            current_user AS login`,
    [APP_ROLE],
  )
  const { present, member, login } = rows[0]!
  try {
    if (!present) await owner.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`).catch(unlessMadeMeanwhile)
    if (!member) await owner.query(`GRANT ${APP_ROLE} TO ${escapeIdentifier(login)}`)
  } catch (error) {
    throw new Error(
      [
        `The database log-in "${login}" may not make the program's restricted role (${(error as Error).message}).`,
        'Let an administrator of the server run this once, and start again:',
        ...(present ? [] : [`  CREATE ROLE ${APP_ROLE} NOLOGIN;`]),
        `  GRANT ${APP_ROLE} TO ${escapeIdentifier(login)};`,
        'or give the owner a log-in of its own in DATABASE_DIRECT_URL, beside the program\'s in DATABASE_URL.',
      ].join('\n'),
      { cause: error },
    )
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
  const { login, ddl, rewrites } = rows[0]!
  if (!ddl && rewrites.length === 0) return
  throw new Error(
    `The program's database role "${login}" may do too much: ` +
      [ddl && 'create tables', rewrites.length > 0 && `rewrite ${rewrites.join(', ')}`].filter(Boolean).join('; ') +
      '.\nGive DATABASE_URL a plain log-in that owns nothing (and DATABASE_DIRECT_URL the owner\'s), ' +
      'or run REVOKE CREATE ON SCHEMA public FROM PUBLIC.',
  )
}
