import { z } from 'zod'
import { ROW_KINDS, WORKBOOK, type RowKind } from '~/chains/domain/workbook'
import { bareHead, columnsOf } from '~/shared/workbook'
import type { SourceRow } from '../../tables/domain/source'

/** A row of the workbook by the keys of its columns; blank cells are left out. */
export const chainRow = z.object({
  kind: z.enum(ROW_KINDS),
  sheet: z.string(),
  /** as the sheet counts, from 1 */
  row: z.number().int(),
  values: z.record(z.string(), z.string()),
})

export type ChainRow = z.output<typeof chainRow>

/** What became of a row, or what would. */
export const rowOutcome = z.object({
  sheet: z.string(),
  row: z.number().int(),
  /** what the row is about */
  what: z.string(),
  result: z.enum(['created', 'updated', 'same', 'held']),
  /** why it was held */
  message: z.string().nullable(),
})

export type RowOutcome = z.output<typeof rowOutcome>

export const RESULT_NAMES: Record<RowOutcome['result'], string> = {
  created: '新建',
  updated: '更新',
  same: '不变',
  held: '不能导入',
}

interface Head {
  kind: RowKind
  /** keys of the columns, by where they stand */
  keys: Map<number, string>
  /** heads that are no column of ours */
  unread: string[]
}

/** What a sheet's rows are by the heads it has: the most telling first. */
const TELLING: readonly (readonly [RowKind, (heads: ReadonlySet<string>) => boolean])[] = [
  [
    'targets',
    (heads) => heads.has('企业名称') && ['所在地', '招引理由', '责任单位', '状态'].some((head) => heads.has(head)),
  ],
  ['firms', (heads) => heads.has('企业名称') && heads.has('节点')],
  ['nodes', (heads) => heads.has('节点') && heads.has('产业链')],
  ['chains', (heads) => heads.has('产业链')],
]

/** The head that a row is; null where it is none. */
export function headOf({ cells }: SourceRow): Head | null {
  const heads = [...cells].map(([column, { text }]) => [column, text] as const)
  const told = new Set(heads.map(([, text]) => bareHead(text)))
  const kind = TELLING.find(([, tells]) => tells(told))?.[0]
  if (!kind) return null
  const { keys, unread } = columnsOf(WORKBOOK[kind].columns, heads)
  return keys.size >= 2 ? { kind, keys, unread } : null
}
