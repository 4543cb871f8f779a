import type { RequestContext } from '~/auth/domain/actor'
import type { UnitKindId } from '~/auth/domain/unit-kinds'
import { recordAudits } from '~/audit/server/record'
import { parkIdsByName } from '~/parks/server/park-ids'
import type { Db, Tx } from '~/platform/database/client'
import { asJson, insertRows, newId } from '~/platform/database/bulk'
import type { Vocabulary } from '../domain/vocabulary'
import { logMade } from './import-writes'

/** Ids of units and parks by the names ledgers use. */
export interface NameBook {
  units: Map<string, string>
  parks: Map<string, string>
}

/** Looks names up: a unit or park by its name or an earlier one, a merged one by the one it went into. */
export async function lookUpNames(db: Db, units: readonly string[], parks: readonly string[]): Promise<NameBook> {
  const unitRows =
    units.length === 0
      ? []
      : await db.$queryRaw<{ name: string; id: string }[]>`
    SELECT DISTINCT ON (n.name) n.name, coalesce(u.merged_into_id, u.id) AS id
    FROM (SELECT name, id AS unit_id, 0 AS rank FROM unit WHERE name = ANY(${units})
          UNION ALL SELECT name, unit_id, 1 FROM unit_name WHERE name = ANY(${units})) n
      JOIN unit u ON u.id = n.unit_id
    ORDER BY n.name, n.rank, u.valid_to IS NOT NULL, NOT u.confirmed, u.id`
  const parkIds = await parkIdsByName(db, parks)
  return {
    units: new Map(unitRows.map(({ name, id }) => [name, id])),
    parks: parkIds,
  }
}

/** What kind of unit a name speaks of, until the bureau confirms it. */
export function guessUnitKind(name: string): UnitKindId {
  if (/(?:镇|乡|街道|街道办|办事处)$/.test(name)) return 'town'
  if (/招商|投资促进|投促|经济合作/.test(name)) return 'bureau'
  if (/驻.+/.test(name)) return 'outpost'
  if (/管委会|园区?$|开发区/.test(name)) return 'park'
  return 'department'
}

/** Makes the units and parks not known yet, unconfirmed, and adds them to the book. */
export async function createNames(
  tx: Tx,
  context: RequestContext,
  book: NameBook,
  units: readonly string[],
  parks: readonly string[],
  batchId: string,
): Promise<void> {
  await reopenNames(tx, book, batchId)
  const newUnits = units.filter((name) => !book.units.has(name))
  if (newUnits.length > 0) {
    const root = await tx.unit.findFirstOrThrow({ where: { parentId: null, validTo: null }, select: { id: true } })
    const rows = newUnits.map((name) => ({
      id: newId(),
      name,
      kind: guessUnitKind(name),
      parentId: root.id,
      confirmed: false,
      createdAt: context.now,
    }))
    await tx.unit.createMany({ data: rows })
    await recordAudits(
      tx,
      context,
      rows.map((row) => ({
        action: 'unit.create',
        subjectType: 'unit',
        subjectId: row.id,
        after: { name: row.name, kind: row.kind, confirmed: false },
      })),
    )
    await logMade(tx, batchId, 'unit', rows)
    for (const row of rows) book.units.set(row.name, row.id)
  }
  const newParks = parks.filter((name) => !book.parks.has(name))
  if (newParks.length > 0) {
    const rows = newParks.map((name) => ({
      id: newId(),
      name,
      chains: [],
      confirmed: false,
      version: 1,
      created_at: context.now,
    }))
    await insertRows(tx, 'park', ['id', 'name', 'chains', 'confirmed', 'version', 'created_at'], rows)
    await recordAudits(
      tx,
      context,
      rows.map((row) => ({
        action: 'park.create',
        subjectType: 'park',
        subjectId: row.id,
        after: { name: row.name, confirmed: false },
      })),
    )
    await logMade(tx, batchId, 'park', rows)
    for (const row of rows) book.parks.set(row.name, row.id)
  }
}

/** Units and parks that went with an undone import come back with the next that names them. */
async function reopenNames(tx: Tx, { units, parks }: NameBook, batchId: string): Promise<void> {
  const closed = { confirmed: false, validTo: { not: null }, mergedIntoId: null }
  const back = { data: { validTo: null, version: { increment: 1 } }, select: { id: true } } as const
  const [reopenedUnits, reopenedParks] = [
    await tx.unit.updateManyAndReturn({ where: { id: { in: [...units.values()] }, ...closed }, ...back }),
    await tx.park.updateManyAndReturn({ where: { id: { in: [...parks.values()] }, ...closed }, ...back }),
  ]
  await logMade(tx, batchId, 'unit', reopenedUnits)
  await logMade(tx, batchId, 'park', reopenedParks)
}

/** Names of units and parks, each once. */
export interface NamesUsed {
  units: string[]
  parks: string[]
}

/** The units and parks that a draft names. */
export function namesOf({ names }: Pick<Vocabulary, 'names'>, draft: object): NamesUsed {
  const values = new Map<string, unknown>(Object.entries(draft))
  const of = (keys: readonly string[]) => [
    ...new Set(
      keys.map((key) => values.get(key)).filter((name): name is string => typeof name === 'string' && name !== ''),
    ),
  ]
  return { units: of(names.units), parks: of(names.parks) }
}

/** The names in those of a batch's rows that wait to be imported. */
export async function namesInBatch(db: Db, { names }: Pick<Vocabulary, 'names'>, batchId: string): Promise<NamesUsed> {
  const keys = [
    ...names.units.map((key) => ({ kind: 'unit', key })),
    ...names.parks.map((key) => ({ kind: 'park', key })),
  ]
  const rows = await db.$queryRaw<{ kind: 'unit' | 'park'; name: string }[]>`
    SELECT DISTINCT n.kind, r.draft->>n.key AS name FROM import_row r
      CROSS JOIN jsonb_to_recordset(${asJson(keys)}::jsonb) AS n(kind text, key text)
    WHERE r.batch_id = ${batchId}::uuid AND r.state = 'pending' AND r.draft->>n.key IS NOT NULL
    ORDER BY n.kind, name`
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.name)
  return { units: of('unit'), parks: of('park') }
}
