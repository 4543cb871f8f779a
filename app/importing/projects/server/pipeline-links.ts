import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import type { ReportLinks } from '../../tables/server/kind'

interface SigningPeriod {
  /** whole months: first day of the first, last day of the last */
  signedFrom: Day
  signedTo: Day
  /** end of the month of 填表日期, else today: as of when the ledger's own figures hold */
  asOf: Day
}

const MAIN = '看签约开工情况'

/** From a committed ledger to the figures of the projects of each sheet, by when these were signed. */
export async function pipelineLinks(context: RequestContext, batchId: string): Promise<ReportLinks> {
  const periods = await signingPeriods(context, batchId)
  const links = periods.map((period) => ({
    label: `${monthWords(period.signedFrom)}至${monthWords(period.signedTo)}签约的项目，截至 ${period.asOf}`,
    to: figuresAt(period),
  }))
  return { label: '签约开工', main: { label: MAIN, to: links[0]?.to ?? '/pipeline' }, links }
}

/** The figures of a signing period, as of when the ledger was filled in. */
function figuresAt({ signedFrom, signedTo, asOf }: SigningPeriod): string {
  return `/pipeline?${new URLSearchParams({ signedFrom, signedTo, asOf }).toString()}`
}

const monthWords = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`

async function signingPeriods(context: RequestContext, batchId: string): Promise<SigningPeriod[]> {
  return database().$queryRaw<SigningPeriod[]>`
    SELECT to_char(date_trunc('month', min(day)), 'YYYY-MM-DD') AS "signedFrom",
      to_char(date_trunc('month', max(day)) + interval '1 month - 1 day', 'YYYY-MM-DD') AS "signedTo",
      coalesce(to_char(date_trunc('month', max(stated)) + interval '1 month - 1 day', 'YYYY-MM-DD'), ${businessDay(context.now)}) AS "asOf"
    FROM (
      SELECT r.sheet, (e->'occurred'->>'from')::timestamp AS day, (r.draft->>'statedOn')::timestamp AS stated
      FROM import_row r, jsonb_array_elements(r.draft->'events') e
      WHERE r.batch_id = ${batchId}::uuid AND r.state IN ('created', 'updated', 'unchanged')
        AND e->>'stage' = 'signed' AND e->'occurred'->>'from' IS NOT NULL
    ) signed
    GROUP BY sheet ORDER BY sheet`
}
