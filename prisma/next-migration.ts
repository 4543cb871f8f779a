// npx tsx prisma/next-migration.ts [NAME]
// Prints the SQL that the migrations lack to reach schema.prisma; with a name it is written as the next migration.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { attachEmbedded } from '../app/platform/database/embedded/attach'
import { migrationsFolder } from '../app/platform/database/migrate'
import { prepareDatabase } from '../app/platform/database/prepare'
import { differenceToSchema } from './difference'

const [name] = process.argv.slice(2)
const folder = mkdtempSync('/tmp/crm-next-migration-')
const { connection, release } = await attachEmbedded(folder, { settings: { fsync: 'off' } })
try {
  await prepareDatabase(connection)
  const sql = await differenceToSchema(connection.owner, path.join(migrationsFolder(), '..', 'schema.prisma'))
  if (!sql) console.error('schema.prisma and the migrations agree.')
  else if (name) write(name, sql)
  else console.log(sql)
} finally {
  await release()
  rmSync(folder, { recursive: true })
}
process.exit(0)

function write(title: string, sql: string): void {
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const target = path.join(migrationsFolder(), `${moment}_${title}`)
  mkdirSync(target)
  writeFileSync(path.join(target, 'migration.sql'), `${sql}\n`)
  console.error(`Written: ${target}. Add by hand what the schema cannot say.`)
}
