import type { RequestContext } from '~/auth/domain/actor'
import type { Tx } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { visibleProjects } from '~/projects/server/visibility'
import { invalidField } from '~/shared/errors'

/** Names of these projects by id. @throws invalid at `path` when one is not there, merged, 作废, or not for this actor to see */
export async function membersToBe(
  tx: Tx,
  context: RequestContext,
  ids: readonly string[],
  path: string,
): Promise<Map<string, string>> {
  const found = await tx.project.findMany({
    where: { AND: [{ id: { in: [...ids] }, ...COUNTED_PROJECTS }, visibleProjects(context.actor)] },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  const missing = new Set(ids).size - found.length
  if (missing > 0) throw invalidField(path, `有 ${missing} 个项目没有找到，或者您无权查看`, 'unknown')
  return new Map(found.map(({ id, name }) => [id, name]))
}
