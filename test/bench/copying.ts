import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'

/** The tables that a commit fills, with the condition for the rows of its projects `p`, and the columns that refer to each other. */
const TABLES = [
  { table: 'investor', where: 'id IN (SELECT investor_id FROM p)', own: ['id'] },
  { table: 'project', where: 'id IN (SELECT id FROM p)', own: ['id', 'investor_id'] },
  { table: 'stage_event', where: 'project_id IN (SELECT id FROM p)', own: ['id', 'project_id'] },
  { table: 'project_fact', where: 'project_id IN (SELECT id FROM p)', own: ['id', 'project_id'] },
  { table: 'project_milestone', where: 'project_id IN (SELECT id FROM p)', own: ['project_id'] },
  { table: 'contact', where: 'project_id IN (SELECT id FROM p)', own: ['id', 'project_id'] },
  {
    table: 'personal_value',
    where: 'contact_id IN (SELECT id FROM contact WHERE project_id IN (SELECT id FROM p))',
    own: ['id', 'contact_id'],
  },
  {
    table: 'audit_event',
    where: `subject_type = 'project' AND subject_id IN (SELECT id::text FROM p)`,
    own: ['id', 'subject_id'],
  },
]

/**
 * What it costs to COPY the rows that the commit of an import wrote into the same tables once more, with all their indexes
 * and triggers, in one transaction that is rolled back. The rows come from files of the server, each with ids of its own.
 */
export async function copyingCost(owner: Client, batchId: string): Promise<number> {
  const projects = `WITH p AS (SELECT p.id, p.investor_id FROM project p JOIN import_row r ON r.subject_id = p.id
    WHERE r.batch_id = '${batchId}' AND r.state = 'created')`
  const shown = await owner.query<{ data_directory: string }>('SHOW data_directory')
  const folder = shown.rows[0]?.data_directory ?? ''
  const files: string[] = []
  await owner.query('BEGIN')
  try {
    const copies: string[] = []
    for (const { table, where, own } of TABLES) {
      const columns = await plainColumns(owner, table)
      const file = path.join(folder, `bench-${table}.copy`)
      files.push(file)
      const told = columns.map((column) =>
        own.includes(column) ? `md5(${column}::text || 'copy')::uuid` : `"${column}"`,
      )
      await owner.query(`COPY (${projects} SELECT ${told.join(', ')} FROM ${table} WHERE ${where}) TO '${file}'`)
      copies.push(`COPY ${table} (${columns.map((column) => `"${column}"`).join(', ')}) FROM '${file}'`)
    }
    const began = performance.now()
    for (const copy of copies) await owner.query(copy)
    await owner.query('SET CONSTRAINTS ALL IMMEDIATE')
    return performance.now() - began
  } finally {
    await owner.query('ROLLBACK')
    for (const file of files) rmSync(file, { force: true })
  }
}

/** Columns that are told, and neither computed nor counted by the database. */
async function plainColumns(owner: Client, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'
       AND coalesce(column_default, '') NOT LIKE 'nextval%'
     ORDER BY ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => name)
}
