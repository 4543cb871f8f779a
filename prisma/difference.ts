import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'

const require = createRequire(import.meta.url)

/** The SQL that brings a database to schema.prisma; empty when they agree. Partial indexes, checks and grants, which the
 * schema cannot say, are left alone. Prisma's own engine, as WebAssembly: nothing is downloaded. */
export async function differenceToSchema(config: pg.PoolConfig, schemaFile: string): Promise<string> {
  const { SchemaEngine } = await loadedEngine()
  const schema = readFileSync(schemaFile, 'utf8')
  const file = { path: 'schema.prisma', content: schema }
  const pool = new pg.Pool({ ...config, max: 1, Client: CharAsTextClient })
  const adapter = bindMigrationAwareSqlAdapterFactory(new CharAwareAdapter(pool, { disposeExternalPool: false }))
  const differ = await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter)
  try {
    const { stdout } = await differ.diff({
      from: { tag: 'schemaDatasource', configDir: '.', files: [file] },
      to: { tag: 'schemaDatamodel', files: [file] },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    })
    const script = stdout ?? ''
    return script.includes('This is an empty migration') ? '' : script.trim()
  } finally {
    await pool.end()
  }
}

// PostgreSQL's internal "char" (18) is a type of its own to the engine, and one the adapter does not know: it goes
// through the adapter as text (25), and is called a character again behind it.
const charColumns = new WeakMap<object, number[]>()

class CharAsTextClient extends pg.Client {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg's query has a dozen overloads
  override query(...args: any[]): any {
    const query = super.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryArrayResult>
    const callback: unknown = args.at(-1)
    if (typeof callback !== 'function') return query(...args).then(charAsText)
    return query(...args.slice(0, -1), (error: unknown, result?: pg.QueryArrayResult) =>
      callback(error, result && charAsText(result)),
    )
  }
}

function charAsText(result: pg.QueryArrayResult): pg.QueryArrayResult {
  const columns = [...(result.fields ?? []).keys()].filter((index) => result.fields[index]?.dataTypeID === 18)
  for (const index of columns) result.fields[index]!.dataTypeID = 25
  if (columns.length > 0) charColumns.set(result.rows, columns)
  return result
}

class CharAwareAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
}

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

let engine: Promise<EngineModule> | undefined

/** Once a process: the module keeps views of its one memory. */
const loadedEngine = () => (engine ??= loadEngine())

async function loadEngine(): Promise<EngineModule> {
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as EngineModule & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void
  }
  const bytes = readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm'))
  const imports = { './schema_engine_bg.js': glue } as unknown as WebAssembly.Imports
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as (() => void) | undefined)?.()
  return glue
}
