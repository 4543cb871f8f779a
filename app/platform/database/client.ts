import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '~/generated/prisma/client'
import type { Connection } from './connection'
import { poolConfig } from './logged-client'

export type Tx = Prisma.TransactionClient
export type Db = Tx

export interface TransactionOptions {
  timeoutMs?: number
  isolationLevel?: Prisma.TransactionIsolationLevel
}

interface State {
  connection?: Connection
  client?: PrismaClient
}

// On globalThis, because the development server may load this module again.
const holder = globalThis as typeof globalThis & { crmDatabase?: State }
const state: State = (holder.crmDatabase ??= {})

/** Points `database()` at a database; the former client, if any, is closed. */
export async function useConnection(connection: Connection | undefined): Promise<void> {
  await closeDatabase()
  state.connection = connection
}

export function currentConnection(): Connection {
  if (!state.connection) throw new Error('No database is open: call openDatabase() first.')
  return state.connection
}

/** What reads and writes in the restricted role: the process's client, or within `asOneTransaction` its transaction. */
export function database(): Db {
  return joined.getStore() ?? client()
}

function client(): PrismaClient {
  state.client ??= connect(currentConnection())
  return state.client
}

function connect(connection: Connection): PrismaClient {
  const statements = new Map<string, string>()
  const adapter = new PrismaPg(poolConfig(connection.app, 10), {
    // Named statements are planned once a connection; raw SQL with many shapes must not fill the server's memory.
    statementNameGenerator: ({ sql }) => {
      const known = statements.get(sql)
      if (known || statements.size >= 500) return known ?? ''
      const name = `crm${statements.size}`
      statements.set(sql, name)
      return name
    },
  })
  return new PrismaClient({ adapter })
}

/**
 * Runs `fn` in one transaction (60 s unless told). A serialization failure or deadlock is tried once more.
 * Within `asOneTransaction` it is a part of that one, undone alone when it fails; options do not count there.
 */
export async function transaction<T>(fn: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  const outer = joined.getStore()
  if (outer) return inSavepoint(outer, fn)
  const { timeoutMs = 60_000, isolationLevel } = options
  const run = () => client().$transaction(fn, { timeout: timeoutMs, maxWait: 15_000, isolationLevel })
  try {
    return await run()
  } catch (error) {
    if (!isConflict(error)) throw error
    return run()
  }
}

const joined = new AsyncLocalStorage<Tx>()

/** Runs `fn` so that all it does by `transaction` and `database` is one transaction: all of it is kept, or nothing. */
export function asOneTransaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction((tx) => joined.run(tx, () => fn(tx)))
}

async function inSavepoint<T>(tx: Tx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.$executeRaw`SAVEPOINT part`
  try {
    const result = await fn(tx)
    await tx.$executeRaw`RELEASE SAVEPOINT part`
    return result
  } catch (error) {
    await undoPart(tx).catch(() => {})
    throw error
  }
}

/** The savepoint goes too: left standing, it would hide that of the part around it, which has the same name. */
async function undoPart(tx: Tx): Promise<void> {
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT part`
  await tx.$executeRaw`RELEASE SAVEPOINT part`
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (error.code === 'P2034') return true
  const cause = (error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined)?.cause
  return cause?.originalCode === '40001' || cause?.originalCode === '40P01'
}

export async function closeDatabase(): Promise<void> {
  const client = state.client
  state.client = undefined
  await client?.$disconnect()
}
