import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import type { RunQuery, Shown } from '../../domain/runs/run'

const { sql } = Prisma

/** Results `r` of a run, of the projects `p` that the actor may see. */
export const resultsSql = ({ actor }: RequestContext, runId: string) => sql`
  screening_run_result r JOIN project p ON p.id = r.project_id
  WHERE r.run_id = ${runId}::uuid AND ${countedSql} AND ${visibleProjectsSql(actor)}`

const SHOWN: Record<Shown, Prisma.Sql> = {
  changed: sql`r.before IS NOT NULL AND r.verdict IS DISTINCT FROM r.before`,
  first: sql`r.before IS NULL`,
  all: sql`true`,
}

/** Those of them that are asked for, as `isAsked` says it of a transition. */
export const askedSql = ({ show, verdict }: RunQuery): Prisma.Sql =>
  verdict === undefined
    ? SHOWN[show]
    : sql`${SHOWN[show]} AND r.verdict IS NOT DISTINCT FROM ${verdict}::screening_verdict`
