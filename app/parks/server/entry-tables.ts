import { Prisma } from '~/generated/prisma/client'
import type { EntryKind } from '../domain/entries'

/** Where each kind of entry and its further names are stored. */
const TABLES = {
  park: { entry: 'park', names: 'park_name', key: 'park_id' },
  industry: { entry: 'industry', names: 'industry_name', key: 'industry_id' },
} as const satisfies Record<EntryKind, object>

export interface EntryTables {
  entry: Prisma.Sql
  names: Prisma.Sql
  key: Prisma.Sql
}

export function tablesOf(kind: EntryKind): EntryTables {
  const { entry, names, key } = TABLES[kind]
  return { entry: Prisma.raw(entry), names: Prisma.raw(names), key: Prisma.raw(key) }
}
