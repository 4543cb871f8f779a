import { statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { newId } from '~/platform/database/bulk'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** A statement as the server ran it. */
export interface Statement {
  text: string
  values: (string | null)[]
  plan: PlanNode
}

/** What the embedded server must be started with, so that it can tell its plans. */
export const WATCHABLE = {
  shared_preload_libraries: 'auto_explain,pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  log_line_prefix: '%a ',
}

/** The statements that `act` causes, with their real plans and parameters, from the server's own log. */
export async function watch(owner: Client, logFile: string, act: () => Promise<unknown>): Promise<Statement[]> {
  await explain(owner, '0')
  try {
    const from = statSync(logFile).size
    await act()
    await sleep(300)
    return statements(await readFrom(logFile, from))
  } finally {
    await explain(owner, '-1')
  }
}

export interface Spent {
  /** milliseconds of planning and of execution, all statements of `act` together */
  planMs: number
  runMs: number
}

/** What the server itself spent on the statements of the program while `act` ran. */
export async function spent<T>(owner: Client, act: () => Promise<T>): Promise<[T, Spent]> {
  await owner.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
  await owner.query('SELECT pg_stat_statements_reset()')
  const result = await act()
  const { rows } = await owner.query<Spent>(
    `SELECT coalesce(sum(total_plan_time), 0) AS "planMs", coalesce(sum(total_exec_time), 0) AS "runMs"
     FROM pg_stat_statements WHERE userid <> current_user::regrole`,
  )
  return [result, rows[0] ?? { planMs: 0, runMs: 0 }]
}

async function explain(owner: Client, milliseconds: string): Promise<void> {
  await owner.query(`ALTER SYSTEM SET auto_explain.log_min_duration = ${milliseconds}`)
  await owner.query('SELECT pg_reload_conf()')
  await sleep(150)
}

async function readFrom(file: string, from: number): Promise<string> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    return buffer.toString()
  } finally {
    await handle.close()
  }
}

const ENTRY = /^(.*?)\s*LOG: {2}duration: .*? plan:\n((?:\t.*\n?)+)/gm

function statements(log: string): Statement[] {
  const found: Statement[] = []
  for (const [, application, json] of log.matchAll(ENTRY)) {
    const told = JSON.parse(json!.replace(/^\t/gm, '')) as Record<string, unknown>
    const text = told['Query Text'] as string
    if (application?.includes('owner') || /pgboss/.test(text)) continue
    found.push({
      text,
      values: parameters(told['Query Parameters'] as string | undefined),
      plan: told.Plan as PlanNode,
    })
  }
  return found
}

/** `$1 = 'it''s', $2 = NULL` → the values as text. */
function parameters(list = ''): (string | null)[] {
  return [...list.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, text]) => text?.replaceAll("''", "'") ?? null)
}

/** Rows that the scans of a plan looked at: returned, or removed by a filter. */
export function rowsRead(node: PlanNode): number {
  const own = node['Relation Name']
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops']
    : 0
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0)
}

/** Rows that satisfy the conditions on a table of a plan, before they are joined, counted or cut to a page. */
export function rowsFound(node: PlanNode, table: string): number {
  const own = node['Relation Name'] === table ? node['Actual Rows'] * node['Actual Loops'] : 0
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsFound(child, table), 0)
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

const madeAt = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)

/**
 * Times what a request wrote, as one bare transaction with its commit: the same INSERTs and UPDATEs, each round with new
 * ids in the place of those that the request made from `since` on. Milliseconds of each round.
 */
export async function bareWrites(
  config: ClientConfig,
  all: Statement[],
  { since, rounds }: { since: number; rounds: number },
): Promise<number[]> {
  const writes = all.filter(({ text }) => /^\s*(INSERT|UPDATE|WITH "into_)/i.test(text))
  const client = new Client(config)
  await client.connect()
  try {
    await client.query(`SET plan_cache_mode = force_generic_plan`)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const fresh = new Map<string, string>()
      const renewed = (value: string | null) =>
        value?.replace(UUID, (id) => {
          if (madeAt(id) < since) return id
          const other = fresh.get(id) ?? newId()
          fresh.set(id, other)
          return other
        }) ?? null
      const statements = writes.map(({ text, values }) => ({ text, values: values.map(renewed) }))
      const began = performance.now()
      await client.query('BEGIN')
      for (const [at, statement] of statements.entries()) await client.query({ name: `write${at}`, ...statement })
      await client.query('COMMIT')
      times.push(performance.now() - began)
    }
    return times
  } finally {
    await client.end()
  }
}

/** Times the same statements on one connection, one after another, without the program: milliseconds of each round. */
export async function bare(config: ClientConfig, all: Statement[], rounds: number): Promise<number[]> {
  const client = new Client(config)
  await client.connect()
  try {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      await client.query('BEGIN')
      const began = performance.now()
      for (const [at, { text, values }] of all.entries()) await client.query({ name: `bare${at}`, text, values })
      times.push(performance.now() - began)
      await client.query('ROLLBACK')
    }
    return times
  } finally {
    await client.end()
  }
}
