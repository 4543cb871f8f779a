import { asJson } from '~/platform/database/bulk'
import type { Db } from '~/platform/database/client'
import type { PlainDraft } from '../../tables/domain/plain'
import type { Candidate, KnownSubject, NamedSubject } from '../../tables/server/kind'

export interface KnownPlot extends KnownSubject<PlainDraft> {
  /** its number */
  name: string
}

interface Row {
  id: string
  code: string
  version: number
  voided: boolean
  values: Record<string, unknown>
}

/** Plots as a row would tell them. */
export async function knownPlots(db: Db, ids: readonly string[]): Promise<Map<string, KnownPlot>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.id, t.code, t.version, t.voided_at IS NOT NULL AS voided, jsonb_strip_nulls(jsonb_build_object(
      'code', t.code, 'name', t.name, 'area', trim_scale(t.area_mu)::text, 'areaKind', t.area_kind,
      'landUse', t.land_use_code, 'accuracy', CASE WHEN t.is_approximate THEN '示意' END,
      'status', t.status, 'minFar', trim_scale(t.min_far)::text, 'minDensity', trim_scale(t.min_density)::text,
      'maxGreen', trim_scale(t.max_green)::text, 'startPrice', trim_scale(t.start_price_wan)::text,
      'quota', t.quota_source, 'park', k.name,
      'drawing', CASE WHEN t.source_geometry IS NULL THEN NULL
        ELSE jsonb_build_object('epsg', t.source_epsg, 'rings', t.source_geometry) END)) AS values
    FROM plot t LEFT JOIN park k ON k.id = t.park_id WHERE t.id = ANY(${[...ids]}::uuid[])`
  return new Map(
    rows.map(({ id, code, version, voided, values }) => [
      id,
      { id, name: code, version, voided, draft: { values, blanks: [], ordinal: 1 } },
    ]),
  )
}

/** The plots typed by hand that rows name, by their number. */
export async function plotsTyped(
  db: Db,
  rows: readonly Candidate<PlainDraft>[],
): Promise<(Omit<NamedSubject, 'id'> & { identity: string; subjectId: string })[]> {
  const given = rows.flatMap(({ identity, draft }) =>
    typeof draft.values.code === 'string' ? [{ identity, code: draft.values.code }] : [],
  )
  if (given.length === 0) return []
  return db.$queryRaw`
    SELECT g.identity, t.id AS "subjectId", t.code AS name, false AS voided
    FROM jsonb_to_recordset(${asJson(given)}::jsonb) AS g(identity text, code text)
    JOIN plot t ON t.code = g.code WHERE t.voided_at IS NULL`
}
