import { expect, test } from 'vitest'
import { tableFaults } from './tables.mjs'

const schema = `
model Unit {
  id String @id
  @@map("unit")
}
model StageEvent {
  id String @id
  @@map("stage_event")
}
`
const ROOMS = {
  'auth/room.ts': `export const auth = defineRoom({ name: 'auth', tables: ['unit'] })`,
  'projects/room.ts': `export const projects = defineRoom({ name: 'projects', tables: ['stage_event'] })`,
}
const faults = (sources: Record<string, string>) =>
  tableFaults({ schema, sources: { ...ROOMS, ...sources }, order: [['auth'], ['projects']], others: {} })

test.each([
  ['after a keyword of SQL', 'auth/server/a.ts', 'tx.$queryRaw`SELECT 1 FROM unit u\n  JOIN stage_event e ON true`'],
  ['in an update', 'auth/server/a.ts', 'tx.$executeRaw`UPDATE stage_event SET note = NULL`'],
  ["by Prisma's accessor", 'auth/server/a.ts', 'await tx.stageEvent.findMany()'],
  ['on a line of its own', 'auth/a.ts', 'await tx\n    .stageEvent\n    .count()'],
  ["in Prisma's types", 'auth/server/a.ts', 'const where: Prisma.StageEventWhereInput = {}'],
])('a room upstream that names a table downstream %s is told', (_, file, text) => {
  expect(faults({ [file]: text })).toEqual([expect.stringContaining(`app/${file} names stage_event`)])
})

test('a room names its own tables and those upstream; tests, entrances and comments name any', () => {
  expect(
    faults({
      'projects/server/a.ts': 'tx.$queryRaw`SELECT 1 FROM stage_event JOIN unit ON true`; tx.unit.count()',
      'auth/server/a.ts': '// INSERT INTO stage_event\ntx.unit.count()',
      'auth/server/a.test.ts': 'tx.stageEvent.count()',
      'seed/rows.ts': 'tx.stageEvent.createMany()',
    }),
  ).toEqual([])
})

test('every table belongs to one room', () => {
  expect(faults({ 'projects/room.ts': 'defineRoom({})' })).toEqual([
    expect.stringContaining('stage_event belongs to no'),
  ])
  expect(faults({ 'parks/room.ts': "defineRoom({ tables: ['unit', 'plott'] })" })).toEqual([
    'unit belongs to auth and to parks',
    'parks owns plott, which is no table',
  ])
})
