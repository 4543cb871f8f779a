import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma

/** Runs as the log calls them. */
export const auditedRuns = storedThings({
  type: 'screeningRun',
  from: sql`screening_run r`,
  id: sql`r.id`,
  name: sql`to_char(r.started_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' 的全部重判'`,
  page: { action: 'screeningRun.read', path: (id) => `/screening/runs/${id}` },
})
