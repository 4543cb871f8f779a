import { database } from '~/platform/database/client'
import { stageCache } from '~/projects/domain/history'
import { cacheColumns, EVENT_SELECT, stageFact } from '~/projects/server/events'
import { factColumns } from '~/projects/server/facts'
import { staleMilestones } from '~/projects/server/milestones'

const SAMPLE = 1000

/**
 * Holds what was built by SQL to the laws of the program: cached stages and latest facts of a sample, milestones of all.
 * Returns how many were looked at.
 * @throws Error naming the project that breaks one
 */
export async function checkLaws(): Promise<number> {
  const picked = await database().$queryRaw<
    { id: string }[]
  >`SELECT id FROM project ORDER BY md5(id::text) LIMIT ${SAMPLE}`
  const projects = await database().project.findMany({
    where: { id: { in: picked.map(({ id }) => id) } },
    include: { events: { select: EVENT_SELECT, orderBy: { seq: 'asc' } }, facts: { orderBy: { seq: 'asc' } } },
  })
  for (const { events, facts, ...project } of projects) {
    const cache = cacheColumns(stageCache(events.map(stageFact)))
    for (const [column, value] of Object.entries(cache))
      same(project.id, column, project[column as keyof typeof cache], value)
    const [wanted, latest] = [
      factColumns(project),
      factColumns({ ...facts.at(-1)!, introducedById: null, landedAtId: null }),
    ]
    for (const column of Object.keys(wanted) as (keyof typeof wanted)[])
      same(project.id, column, latest[column], wanted[column])
  }
  const stale = await staleMilestones(database())
  if (stale.length > 0)
    throw new Error(
      `the milestones of ${stale.length} projects are not what their histories say, of ${stale[0]} among them`,
    )
  return projects.length
}

function same(id: string, column: string, held: unknown, wanted: unknown): void {
  if (JSON.stringify(held) === JSON.stringify(wanted)) return
  throw new Error(`project ${id}: ${column} is ${JSON.stringify(held)}, its history says ${JSON.stringify(wanted)}`)
}
