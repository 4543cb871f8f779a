import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { notesSheet, writeXlsx, type Cell, type Sheet } from '~/platform/xlsx'
import { TIER_NAMES } from '../domain/chain'
import { TARGET_STATE_NAMES } from '../domain/target'
import { WORKBOOK, WORKBOOK_NOTES, type RowKind } from '../domain/workbook'

type Row<Kind extends RowKind> = Record<keyof (typeof WORKBOOK)[Kind]['columns'], Cell>

/** One sheet of the workbook, its cells in the order of its columns. */
function sheetOf<Kind extends RowKind>(kind: Kind, rows: readonly Row<Kind>[]): Sheet {
  const { sheet, columns } = WORKBOOK[kind]
  const cellsOf = (row: Readonly<Record<string, Cell>>) => Object.keys(columns).map((key) => row[key] ?? null)
  return { name: sheet, head: Object.values(columns), rows: rows.map(cellsOf) }
}

const NOTES = notesSheet(WORKBOOK_NOTES)

/** The empty workbook to fill in. */
export async function writeTemplate(context: RequestContext, file: string): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  await writeXlsx(
    file,
    sheetOf('chains', []),
    sheetOf('nodes', []),
    sheetOf('firms', []),
    sheetOf('targets', []),
    NOTES,
  )
}

/** Writes all chains into a workbook that an import takes again unchanged. Returns how many they were. */
export async function exportChains(context: RequestContext, file: string): Promise<number> {
  assertCan(context.actor, 'chain.read')
  const chains = await database().chain.findMany({
    orderBy: { name: 'asc' },
    include: {
      unit: { select: { name: true } },
      parks: { select: { position: true, park: { select: { name: true } } }, orderBy: { park: { name: 'asc' } } },
      segments: {
        orderBy: [{ tier: 'asc' }, { place: 'asc' }, { id: 'asc' }],
        include: {
          nodes: {
            orderBy: [{ place: 'asc' }, { id: 'asc' }],
            include: {
              firms: { orderBy: { name: 'asc' }, include: { park: { select: { name: true } } } },
              targets: { orderBy: { name: 'asc' }, include: { unit: { select: { name: true } } } },
            },
          },
        },
      },
    },
  })
  const words = (list: readonly string[]) => list.join('、') || null
  const nodes = chains.flatMap((chain) =>
    chain.segments.flatMap((segment) => segment.nodes.map((node) => ({ chain: chain.name, segment, node }))),
  )
  await writeXlsx(
    file,
    sheetOf(
      'chains',
      chains.map(({ name, aliases, leader, leaderTitle, unit, parks, note }) => ({
        name,
        aliases: words(aliases),
        leader,
        leaderTitle,
        unit: unit?.name ?? null,
        leadingParks: words(parks.filter(({ position }) => position === 'leading').map(({ park }) => park.name)),
        supportingParks: words(parks.filter(({ position }) => position === 'supporting').map(({ park }) => park.name)),
        note,
      })),
    ),
    sheetOf(
      'nodes',
      nodes.map(({ chain, segment, node }) => ({
        chain,
        tier: TIER_NAMES[segment.tier],
        segment: segment.name,
        name: node.name,
        codes: words(node.codes),
        tags: words(node.tags),
        place: node.place,
        note: node.note,
      })),
    ),
    sheetOf(
      'firms',
      nodes.flatMap(({ chain, node }) =>
        node.firms.map(({ name, uscc, park, note }) => ({
          chain,
          node: node.name,
          name,
          uscc,
          park: park?.name ?? null,
          note,
        })),
      ),
    ),
    sheetOf(
      'targets',
      nodes.flatMap(({ chain, node }) =>
        node.targets.map(({ name, region, reason, unit, state }) => ({
          chain,
          node: node.name,
          name,
          region,
          reason,
          unit: unit?.name ?? null,
          state: TARGET_STATE_NAMES[state],
        })),
      ),
    ),
    NOTES,
  )
  await transaction((tx) =>
    recordAudit(tx, context, { action: 'chain.export', subjectType: 'chain', after: { count: chains.length } }),
  )
  return chains.length
}
