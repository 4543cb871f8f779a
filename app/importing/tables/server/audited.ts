import type { LoggedChange } from '~/audit/domain/change-lines'
import { storedThings } from '~/audit/server/audited-things'
import { hasRole, type RequestContext } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import { kindsOf } from '../../kinds'
import { isRecord } from '~/shared/records'

const { sql } = Prisma

const visible = ({ actor }: RequestContext) =>
  hasRole(actor, 'auditor') ? sql`true` : sql`kind = ANY(${kindsOf(actor)})`

/** Imports and their rows as the log calls them. */
export const auditedImports = [
  storedThings({
    type: 'import',
    from: sql`import_batch`,
    id: sql`id`,
    name: sql`file_name`,
    visible,
    guarded: true,
    page: { action: 'import.read', path: (id) => `/imports/${id}` },
    summary,
  }),
  {
    ...storedThings({
      type: 'importRow',
      from: sql`import_row r JOIN import_batch b ON b.id = r.batch_id`,
      id: sql`r.id`,
      name: sql`b.file_name || ' 第 ' || r.row_number || ' 行'`,
      visible,
      guarded: true,
    }),
    find: undefined,
  },
  storedThings({
    type: 'importCorrection',
    from: sql`import_correction`,
    id: sql`id`,
    name: sql`title`,
    visible,
    guarded: true,
  }),
  storedThings({
    type: 'importWord',
    from: sql`import_word`,
    id: sql`id`,
    name: sql`word`,
    visible,
    guarded: true,
  }),
]

const COMMITTED = [
  ['created', '新建'],
  ['updated', '更新'],
  ['suspectedDuplicates', '疑似重复'],
  ['heldRows', '待更正'],
] as const

/** 新建 122 个、更新 3 个 */
function summary({ action, after }: LoggedChange): string | null {
  if (action !== 'import.commit' || !isRecord(after)) return null
  const counted = COMMITTED.filter(([key]) => Number(after[key]) > 0)
  return counted.map(([key, word]) => `${word} ${Number(after[key])} 个`).join('、') || '没有新内容'
}
