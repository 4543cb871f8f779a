import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { DataTable, type Column } from '~/ui/table'
import { SCOPE_NAMES } from '../../domain/rules/rule-set'
import type { RuleSetRow } from '../../server/rule-set-list'

const at = ({ id }: RuleSetRow) => `/screening/rules/${id}`

/** Rule sets with what is in force of each. */
export function RuleSetList({
  caption,
  rows,
  mayManage,
}: {
  caption: string
  rows: readonly RuleSetRow[]
  mayManage: boolean
}) {
  const columns: Column<RuleSetRow>[] = [
    { key: 'name', head: '规则集', primary: true, cell: ({ name }) => name },
    { key: 'scope', head: '范围', nowrap: true, wideOnly: true, cell: ({ scope }) => scope && SCOPE_NAMES[scope] },
    {
      key: 'since',
      head: '施行',
      nowrap: true,
      wideOnly: true,
      cell: ({ effectiveFrom, number, next }) => (
        <>
          {effectiveFrom ? `${effectiveFrom} 起` : <span className="text-grey-600">未施行</span>}
          {number !== null && <span className="ml-1.5 text-sm text-grey-600">第 {number} 版</span>}
          {next && (
            <span className="block text-sm text-grey-600">{`${next.effectiveFrom} 起第 ${next.number} 版`}</span>
          )}
        </>
      ),
    },
    {
      key: 'sources',
      head: '依据',
      wideOnly: true,
      className: 'max-w-[20rem]',
      cell: ({ sources, toBeVerified }) =>
        sources.length > 0 && (
          <span className="flex flex-wrap items-center gap-x-1.5">
            <span className="text-sm text-grey-700">{sources.join('、')}</span>
            {toBeVerified > 0 && <Badge tone="warning">待核 {toBeVerified}</Badge>}
          </span>
        ),
    },
    {
      key: 'state',
      head: '状态',
      nowrap: true,
      cell: ({ inUse, isDrafted }) => (
        <span className="flex gap-1">
          {inUse ? <Badge tone="good">启用</Badge> : <Badge>未启用</Badge>}
          {isDrafted && <Badge tone="info">有草稿</Badge>}
        </span>
      ),
    },
    ...(mayManage
      ? [
          {
            key: 'act',
            head: '操作',
            nowrap: true,
            cell: (row: RuleSetRow) => <Switch {...row} />,
          } satisfies Column<RuleSetRow>,
        ]
      : []),
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={at}
      sortParam={null}
      dense
    />
  )
}

/** Puts a set into use and out of it; one never published has nothing to use. */
export function Switch({
  id,
  name,
  inUse,
  readyMade,
  number,
  next,
}: Pick<RuleSetRow, 'id' | 'name' | 'inUse' | 'readyMade' | 'number' | 'next'>) {
  if (!readyMade && number === null && next === null) return null
  const label = inUse ? '停用' : '启用'
  return (
    <KeptForm method="post" className="relative -my-1">
      <input type="hidden" name="id" value={id} />
      <Button
        type="submit"
        size="small"
        tone="quiet"
        name="intent"
        value={inUse ? 'disuse' : 'use'}
        aria-label={`${label}${name}`}
      >
        {label}
      </Button>
    </KeptForm>
  )
}
