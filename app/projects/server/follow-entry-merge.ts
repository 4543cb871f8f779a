import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import type { EntryFollower } from '~/parks/server/followers'
import type { Tx } from '~/platform/database/client'

const { sql, raw } = Prisma

/** The columns that figures group by, of what may be merged or renamed. */
const GROUPED = { park_id: 'uuid', industry: 'text' } as const

/**
 * Projects of a merged park, industry or team go over with their history: what figures group by is appended anew, so a
 * bulletin of before can still be drawn as it was. An industry stands in the projects by its name, so it follows a
 * renaming too.
 */
export const followEntries: EntryFollower = {
  merged: {
    park: async (tx, context, { id, intoId }) => ({ projects: await move(tx, context, 'park_id', id, intoId) }),
    industry: async (tx, context, { name, into }) => ({ projects: await move(tx, context, 'industry', name, into) }),
    team: async (tx, context, { id, intoId }) => ({
      projects: await tx.$executeRaw`
        UPDATE project SET team_id = ${intoId}::uuid, version = version + 1, updated_at = ${context.now}::timestamptz
        WHERE team_id = ${id}::uuid`,
    }),
  },
  renamed: {
    industry: async (tx, context, { from, to }) => void (await move(tx, context, 'industry', from, to)),
  },
}

async function move(
  tx: Tx,
  context: RequestContext,
  name: keyof typeof GROUPED,
  from: string,
  to: string,
): Promise<number> {
  const column = raw(name)
  const old = sql`${from}::${raw(GROUPED[name])}`
  const value = sql`${to}::${raw(GROUPED[name])}`
  const moved = await tx.$executeRaw`
    UPDATE project SET ${column} = ${value}, version = version + 1, updated_at = ${context.now}::timestamptz
    WHERE ${column} = ${old}`
  const kept = ['unit_id', 'park_id', 'industry', 'sponsor', 'investment_wan', 'land_mu']
  const columns = raw(kept.join(', '))
  const values = Prisma.join(kept.map((each) => (each === name ? value : raw(each))))
  await tx.$executeRaw`
    INSERT INTO project_fact (id, project_id, valid_from, recorded_at, recorded_by_id, import_row_id, ${columns})
    SELECT gen_random_uuid(), project_id, valid_from, ${context.now}::timestamptz, ${context.actor.userId}::uuid, import_row_id, ${values}
    FROM (
      SELECT DISTINCT ON (project_id, valid_from) * FROM project_fact
      WHERE project_id IN (SELECT project_id FROM project_fact WHERE ${column} = ${old})
      ORDER BY project_id, valid_from, seq DESC
    ) AS holding
    WHERE ${column} = ${old}`
  // The cache of the facts in force (refreshMilestones): the same values, of the other entry.
  await tx.$executeRaw`UPDATE project_milestone SET ${column} = ${value} WHERE ${column} = ${old}`
  return moved
}
