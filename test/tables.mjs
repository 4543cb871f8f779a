// Which tables a room names, in SQL or through Prisma: its own, and those of rooms upstream and beside it.
// Imports are held to the same order by .config/dependency-cruiser.cjs; SQL is text, which no such tool reads.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import stream from '../.config/stream.cjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Tables of no room, or of a room that does not exist yet. */
const OTHERS = {
  platform: ['system_mark', 'stored_file'],
  api: ['idempotency_key'],
}

/** Whoever puts things together names any table. */
const ENTRANCES = new Set(['routes', 'api', 'cli', 'seed', 'generated'])

/** Name, Prisma's accessor and table of every model. */
export function modelsOf(schema) {
  return [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].map(([, name, body]) => ({
    name,
    accessor: name[0].toLowerCase() + name.slice(1),
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
  }))
}

/** The tables that a source names: after SQL's keywords, by Prisma's accessors, and in Prisma's types. */
export function tablesNamed(source, models) {
  const code = source.replace(/\/\*.*?\*\/|(?<!:)\/\/.*$/gms, '')
  const named = new Set()
  const take = (pattern, key) => {
    for (const [, found] of code.matchAll(pattern)) {
      const model = models.find((each) => each[key] === found)
      if (model) named.add(model.table)
    }
  }
  take(/\b(?:FROM|JOIN|INTO|UPDATE|USING|TABLE)\s+(?:ONLY\s+)?"?(\w+)"?/g, 'table')
  take(/\.\s*(\w+)\s*\.\s*(?:find|create|update|upsert|delete|count|aggregate|groupBy)\w*\(/g, 'accessor')
  take(/\bPrisma\.(\w+?)(?:Where|Select|Include|GetPayload|Create|Update|Unchecked|OrderBy|Delegate)\w*/g, 'name')
  return named
}

/**
 * What stands against the order, in words. `sources`: by path below app/.
 * @param {{ schema: string, sources: Record<string, string>, order?: string[][], others?: Record<string, string[]> }} of
 */
export function tableFaults({ schema, sources, order = stream.STREAM, others = OTHERS }) {
  const models = modelsOf(schema)
  const faults = []
  const owners = new Map()
  const own = (room, tables) => {
    for (const table of tables) {
      if (!models.some((each) => each.table === table)) faults.push(`${room} owns ${table}, which is no table`)
      else if (owners.has(table)) faults.push(`${table} belongs to ${owners.get(table)} and to ${room}`)
      else owners.set(table, room)
    }
  }
  for (const [file, text] of Object.entries(sources)) {
    const listed = /^(\w+)\/room\.ts$/.exec(file) && /\btables: \[(.*?)\]/s.exec(text)?.[1]
    if (listed) own(file.split('/')[0], listed.match(/\w+/g) ?? [])
  }
  for (const [room, tables] of Object.entries(others)) own(room, tables)
  for (const { table } of models) {
    if (!owners.has(table)) faults.push(`${table} belongs to no room: add it to the tables of a room.ts`)
  }

  const rank = (room) => order.findIndex((rooms) => rooms.includes(room))
  for (const [file, text] of Object.entries(sources)) {
    const room = file.split('/')[0]
    if (ENTRANCES.has(room) || /\.test\.tsx?$/.test(file) || !file.includes('/')) continue
    for (const table of tablesNamed(text, models)) {
      const owner = owners.get(table)
      if (owner && owner !== room && rank(owner) > rank(room)) {
        faults.push(`app/${file} names ${table}, which is ${owner}'s, downstream of ${room}`)
      }
    }
  }
  return faults
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const app = path.join(root, 'app')
  const files = readdirSync(app, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file))
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(path.join(app, file), 'utf8')]))
  const faults = tableFaults({ schema: readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8'), sources })
  for (const fault of faults) console.error(`✘ ${fault}`)
  console.log(
    faults.length > 0 ? `${faults.length} faults in who names which table` : '✔ no room names a table downstream',
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
