import { z } from 'zod'

const ids = z
  .union([z.array(z.uuid('请从列表中选择')), z.uuid('请从列表中选择'), z.null()])
  .optional()
  .transform((given) => [...new Set([given ?? []].flat())])
  .refine((list) => list.length <= 20, '一个项目最多归入 20 个节点')

/** On which nodes a project is put, and on which it stood when its form was opened. */
export const placeInput = z.object({ nodeIds: ids, seen: ids })

export type PlaceInput = z.output<typeof placeInput>
