import type { AuditEntry } from '~/audit/domain/changes'
import { recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { insertRows, newId, updateRows } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { AppError } from '~/shared/errors'
import { groundOf, type Ground } from '../domain/ground'
import type { PlotDraft } from '../domain/draft'
import type { AreaKind } from '../domain/plot'
import { lockGround } from './lock-ground'
import { overlapsWithLive, type Placed } from './overlaps'

const GROUND_COLUMNS = [
  'source_epsg',
  'source_geometry',
  'computed_mu',
  'geometry',
  'min_lon',
  'min_lat',
  'max_lon',
  'max_lat',
  'core',
  'is_approximate',
]

const PLOT_COLUMNS = [
  'id',
  'code',
  'name',
  'park_id',
  'land_use_code',
  'quota_source',
  'status',
  'status_from',
  'area_mu',
  'area_kind',
  'min_far',
  'min_density',
  'max_green',
  'start_price_wan',
  ...GROUND_COLUMNS,
  'version',
  'created_at',
  'updated_at',
]

/** The columns of a drawing. */
function groundColumns(ground: Ground | null, isApproximate: boolean) {
  if (!ground)
    return { ...Object.fromEntries(GROUND_COLUMNS.map((column) => [column, null])), is_approximate: isApproximate }
  const { sourceEpsg, sourceGeometry, computedMu, geometry, box, core } = ground
  return {
    source_epsg: sourceEpsg,
    source_geometry: sourceGeometry,
    computed_mu: computedMu.toFixed(4),
    geometry,
    min_lon: box.minX,
    min_lat: box.minY,
    max_lon: box.maxX,
    max_lat: box.maxY,
    core: core && `((${core.minX},${core.minY}),(${core.maxX},${core.maxY}))`,
    is_approximate: isApproximate,
  }
}

const STATUS_COLUMNS = ['id', 'plot_id', 'status', 'valid_from', 'recorded_at', 'recorded_by_id', 'note']
const AREA_COLUMNS = ['id', 'plot_id', 'kind', 'mu', 'source', 'on', 'recorded_at', 'recorded_by_id']

const groundOfDraft = ({ drawing }: PlotDraft): Ground | null => drawing && groundOf(drawing.shape, drawing.epsg)

/** A drawing that was shifted from a map's coordinates measures nothing. */
const measures = ({ drawing }: PlotDraft) => drawing !== null && !drawing.isApproximate

/** The area in force: what is told, else what the drawing measures. */
const areaOfDraft = ({ areaMu, areaKind }: PlotDraft, ground: Ground | null) => ({
  area_mu: areaMu ?? ground?.computedMu.toFixed(2) ?? null,
  area_kind: areaMu === null ? 'computed' : areaKind,
})

function plotColumns(draft: PlotDraft, ground: Ground | null): Record<string, unknown> {
  return {
    code: draft.code,
    name: draft.name,
    park_id: draft.parkId,
    land_use_code: draft.landUseCode,
    quota_source: draft.quotaSource,
    status: draft.status,
    status_from: draft.statusFrom,
    ...areaOfDraft(draft, ground),
    min_far: draft.minFar,
    min_density: draft.minDensity,
    max_green: draft.maxGreen,
    start_price_wan: draft.startPriceWan,
    ...groundColumns(ground, draft.drawing?.isApproximate ?? false),
  }
}

const areaRow = (
  { now, actor }: RequestContext,
  plotId: string,
  { kind, mu }: { kind: AreaKind; mu: string | null },
  source: string,
  on = businessDay(now),
) => ({
  id: newId(),
  plot_id: plotId,
  kind,
  mu,
  source,
  on,
  recorded_at: now,
  recorded_by_id: actor.userId,
})

/** `from`: the day since when it is so; null where nobody says. */
const statusRow = (
  { now, actor }: RequestContext,
  { plotId, status, from }: { plotId: string; status: unknown; from: unknown },
  source: string,
) => ({
  id: newId(),
  plot_id: plotId,
  status,
  valid_from: from,
  recorded_at: now,
  recorded_by_id: actor.userId,
  note: source,
})

export interface Source {
  /** what the areas are taken from: the name of a file, or 手工登记 */
  name: string
  action: AuditEntry['action']
  /** the paper that says so, and its day, where there is one */
  document?: string
  on?: Day
  /** the ground was that of plots which are retired in this transaction: nobody else's can be covered */
  isOnParents?: boolean
}

/** Writes new plots, each with its first status, its area and its audit event. The result is their ids, in order. */
export async function insertPlots(
  tx: Tx,
  context: RequestContext,
  drafts: readonly PlotDraft[],
  source: Source,
): Promise<string[]> {
  const { now } = context
  const made = drafts.map((draft) => ({ id: newId(), draft, ground: groundOfDraft(draft) }))
  const unmeasured = drafts.find((draft) => draft.areaMu === null && !measures(draft))
  if (unmeasured)
    throw new AppError('conflict', { userMessage: `地块“${unmeasured.code}”没有面积，也没有可量算的图形，没有写入` })
  if (!source.isOnParents) await assertFree(tx, made)
  await insertRows(
    tx,
    'plot',
    PLOT_COLUMNS,
    made.map(({ id, draft, ground }) => ({
      ...plotColumns(draft, ground),
      id,
      version: 1,
      created_at: now,
      updated_at: now,
    })),
  )
  await insertRows(
    tx,
    'plot_status_change',
    STATUS_COLUMNS,
    made.map(({ id, draft }) =>
      statusRow(context, { plotId: id, status: draft.status, from: draft.statusFrom }, source.name),
    ),
  )
  await insertRows(
    tx,
    'plot_area',
    AREA_COLUMNS,
    made.flatMap(({ id, draft, ground }) => [
      ...(draft.areaMu === null
        ? []
        : [areaRow(context, id, { kind: draft.areaKind, mu: draft.areaMu }, source.name, source.on)]),
      ...(ground && measures(draft)
        ? [areaRow(context, id, { kind: 'computed', mu: ground.computedMu.toFixed(2) }, source.name, source.on)]
        : []),
    ]),
  )
  await recordAudits(
    tx,
    context,
    made.map(({ id, draft, ground }) => ({
      action: source.action,
      subjectType: 'plot' as const,
      subjectId: id,
      after: {
        code: draft.code,
        status: draft.status,
        areaMu: areaOfDraft(draft, ground).area_mu,
        landUseCode: draft.landUseCode,
        ...(source.document ? { document: source.document, on: source.on } : {}),
      },
    })),
  )
  return made.map(({ id }) => id)
}

/** What an import or an edit changes of a plot. */
const CHANGING_COLUMNS = PLOT_COLUMNS.filter((column) => !['id', 'code', 'created_at'].includes(column))

export interface ChangedPlot {
  id: string
  draft: PlotDraft
}

/** The columns of a plot as they were and as they are. */
export interface WrittenPlot {
  id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/**
 * Brings plots in step with what is told of them now; a status that changed is appended to its history. The result holds
 * the columns that changed.
 * @throws AppError conflict (409) where a drawing covers another plot by now
 */
export async function updatePlots(
  tx: Tx,
  context: RequestContext,
  plots: readonly ChangedPlot[],
  source: string,
): Promise<WrittenPlot[]> {
  const { now } = context
  const rows = plots.map(({ id, draft }) => ({ id, draft, ground: groundOfDraft(draft) }))
  await assertFree(tx, rows)
  const before = await storedPlots(
    tx,
    rows.map(({ id }) => id),
  )
  await updateRows(
    tx,
    'plot',
    CHANGING_COLUMNS,
    rows.map(({ id, draft, ground }) => ({
      ...plotColumns(draft, ground),
      id,
      // A row without a park says nothing of it.
      park_id: draft.parkId ?? before.get(id)?.park_id,
      status_from: draft.status === before.get(id)?.status ? before.get(id)?.status_from : draft.statusFrom,
      version: Number(before.get(id)?.version ?? 0) + 1,
      updated_at: now,
    })),
  )
  const changed = rows.filter(({ id, draft }) => before.get(id)?.status !== draft.status)
  await insertRows(
    tx,
    'plot_status_change',
    STATUS_COLUMNS,
    changed.map(({ id, draft }) =>
      statusRow(context, { plotId: id, status: draft.status, from: draft.statusFrom }, source),
    ),
  )
  const areas = rows.filter(
    ({ id, draft }) => draft.areaMu !== null && Number(before.get(id)?.area_mu) !== Number(draft.areaMu),
  )
  await insertRows(
    tx,
    'plot_area',
    AREA_COLUMNS,
    areas.map(({ id, draft: { areaMu, areaKind } }) => areaRow(context, id, { kind: areaKind, mu: areaMu }, source)),
  )
  const after = await storedPlots(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id }) => ({ id, ...differing(before.get(id) ?? {}, after.get(id) ?? {}) }))
}

/**
 * Puts back what plots held before, where they still hold what was written; a status that goes back is appended to its
 * history like any other change. The result are the columns that stay.
 */
export async function restorePlots(
  tx: Tx,
  context: RequestContext,
  written: readonly WrittenPlot[],
  source: string,
): Promise<Map<string, string[]>> {
  const now = await storedPlots(
    tx,
    written.map(({ id }) => id),
  )
  const kept = new Map<string, string[]>()
  const rows = written.flatMap(({ id, before, after }) => {
    const plot = now.get(id)
    if (!plot) return []
    const isSame = (column: string) => JSON.stringify(plot[column] ?? null) === JSON.stringify(after[column] ?? null)
    const columns = Object.keys(after).filter((column) => column !== 'version' && column !== 'updated_at')
    const staying = columns.filter((column) => !isSame(column))
    if (staying.length > 0) kept.set(id, staying)
    const back = Object.fromEntries(columns.filter(isSame).map((column) => [column, before[column] ?? null]))
    const held: Record<string, unknown> = { ...plot, ...back }
    return [
      {
        ...held,
        id,
        status: held.status,
        status_from: held.status_from,
        version: Number(plot.version) + 1,
        updated_at: context.now,
      },
    ]
  })
  await updateRows(tx, 'plot', CHANGING_COLUMNS, rows)
  const changed = rows.filter(({ id, status }) => now.get(id)?.status !== status)
  await insertRows(
    tx,
    'plot_status_change',
    STATUS_COLUMNS,
    changed.map(({ id, status, status_from: from }) => statusRow(context, { plotId: id, status, from }, source)),
  )
  return kept
}

/** Rows of plots, by their columns as JSON holds them. */
async function storedPlots(tx: Tx, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const rows = await tx.$queryRaw<{ id: string; stored: Record<string, unknown> }[]>`
    SELECT t.id, to_jsonb(t) AS stored FROM plot t WHERE t.id = ANY(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, stored }) => [id, stored]))
}

function differing(before: Record<string, unknown>, after: Record<string, unknown>) {
  const columns = CHANGING_COLUMNS.filter(
    (column) => JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null),
  )
  const of = (row: Record<string, unknown>) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
  return { before: of(before), after: of(after) }
}

/**
 * Whoever draws on this ground waits; then the drawings are held against the live plots.
 * @throws AppError conflict (409) that names the first plot that is covered
 */
async function assertFree(
  tx: Tx,
  rows: readonly { id: string; draft: PlotDraft; ground: Ground | null }[],
): Promise<void> {
  const placed = rows.flatMap(({ id, draft, ground }): Placed[] =>
    ground && draft.drawing ? [{ key: id, drawing: draft.drawing, box: ground.box }] : [],
  )
  await lockGround(
    tx,
    placed.map(({ box }) => box),
  )
  const codes = new Map(rows.map(({ id, draft }) => [id, draft.code]))
  const own = rows.map(({ id }) => id)
  const [first] = await overlapsWithLive(tx, placed, own)
  if (!first) return
  throw new AppError('conflict', {
    userMessage: `地块“${codes.get(first.key) ?? ''}”与刚登记的地块“${first.other.code}”重叠 ${Math.round(first.area)} 平方米，没有写入`,
  })
}
