import { Prisma } from '~/generated/prisma/client'
import { asJson } from '~/platform/database/bulk'
import type { Db } from '~/platform/database/client'
import { unmadeSql } from '~/projects/server/counted'
import { toDay } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { LikenessIndex } from '../../tables/domain/vocabulary'
import type { Candidate, NamedSubject } from '../../tables/server/kind'
import { eventOf, type LedgerDraft } from '../domain/draft'
import { draftLikeness, DuplicateIndex } from '../domain/duplicates'

/** The projects typed by hand that rows name: by their code, else by investor, name and signing day. */
export async function projectsTyped(
  db: Db,
  rows: readonly Candidate<LedgerDraft>[],
): Promise<(Omit<NamedSubject, 'id'> & { identity: string; subjectId: string })[]> {
  return db.$queryRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${asJson(rows.map(typedKey))}::jsonb)
        AS g(identity text, code text, investor text, name text, signed_from date, signed_to date)
    )
    SELECT g.identity, p.id AS "subjectId", p.name, p.voided_at IS NOT NULL AS voided
    FROM given g JOIN project p ON p.code = g.code WHERE p.merged_into_id IS NULL AND NOT ${unmadeSql}
    UNION ALL
    SELECT g.identity, p.id, p.name, p.voided_at IS NOT NULL
    FROM given g JOIN project p ON p.normalized_name = g.name AND p.signed_from = g.signed_from AND p.signed_to = g.signed_to
      JOIN investor i ON i.id = p.investor_id AND i.normalized_name = g.investor
    WHERE g.code IS NULL AND p.merged_into_id IS NULL AND NOT ${unmadeSql}
    ORDER BY voided`
}

function typedKey({ draft, identity }: Candidate<LedgerDraft>) {
  const signed = eventOf(draft, 'signed')?.occurred
  return {
    identity,
    code: draft.code,
    investor: normalizedCompanyName(draft.investor ?? '') || null,
    name: normalizedProjectName(draft.name),
    signed_from: signed?.from ?? null,
    signed_to: signed?.to ?? null,
  }
}

interface AlikeRow extends NamedSubject {
  investor: string
  uscc: string | null
  investmentWan: string | null
  signedFrom: Date | null
}

/** The projects of these rows' investors, under the duplicate rule. */
export async function projectsAlike(
  db: Db,
  rows: readonly Candidate<LedgerDraft>[],
): Promise<LikenessIndex<LedgerDraft, NamedSubject>> {
  const index = new DuplicateIndex<NamedSubject>()
  const investors = [...new Set(rows.map((row) => normalizedCompanyName(row.draft.investor ?? '')).filter(Boolean))]
  const codes = [...new Set(rows.flatMap((row) => row.draft.uscc ?? []))]
  if (investors.length === 0 && codes.length === 0) return draftLikeness(index)
  const found = await db.$queryRaw<AlikeRow[]>`
    WITH i AS MATERIALIZED (
      SELECT id, name, uscc FROM investor
      WHERE normalized_name = ANY(${investors}) ${codes.length > 0 ? Prisma.sql`OR uscc = ANY(${codes})` : Prisma.empty}
    )
    SELECT p.id, p.name, p.voided_at IS NOT NULL AS voided, i.name AS investor, i.uscc, p.investment_wan::text AS "investmentWan", p.signed_from AS "signedFrom"
    FROM i JOIN project p ON p.investor_id = i.id
    WHERE coalesce(p.merged_into_id, p.id) = p.id -- not IS NULL: its index would be walked whole
      AND NOT ${unmadeSql}
    ORDER BY p.voided_at IS NOT NULL, p.id`
  for (const { id, name, voided, investor, uscc, investmentWan, signedFrom } of found) {
    index.add(
      { name, investor, uscc, investmentWan, signedFrom: signedFrom && toDay(signedFrom) },
      { id, name, voided },
    )
  }
  return draftLikeness(index)
}
