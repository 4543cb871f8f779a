import type { ReactNode } from 'react'
import { DataTable, type Column } from '~/ui/table'
import type { ListedCondition } from '../../server/opinions/conditions'
import type { ListedOpinion } from '../../server/opinions/read-opinions'
import { ConditionWord, EstimatedMark, OpinionWord } from './looks'

const OPINIONS: Column<ListedOpinion>[] = [
  {
    key: 'project',
    head: '项目',
    primary: true,
    cell: ({ project, unit, state, answer, due }) => (
      <>
        {project.name}
        <span className="block text-sm font-normal sm:hidden">
          {unit.name}　<OpinionWord state={state} answer={answer} />{' '}
          <span className="whitespace-nowrap">{state !== 'answered' && `${due} 前`}</span>
        </span>
      </>
    ),
  },
  { key: 'unit', head: '部门', nowrap: true, className: 'hidden sm:table-cell', cell: ({ unit }) => unit.name },
  { key: 'question', head: '征求内容', wideOnly: true, cell: ({ question }) => question },
  { key: 'asked', head: '征求', nowrap: true, wideOnly: true, cell: ({ askedOn }) => askedOn },
  {
    key: 'due',
    head: '最晚答复',
    nowrap: true,
    className: 'hidden sm:table-cell',
    cell: ({ due, estimated }) => (
      <>
        {due} <EstimatedMark estimated={estimated} />
      </>
    ),
  },
  {
    key: 'answer',
    head: '意见',
    nowrap: true,
    className: 'hidden sm:table-cell',
    cell: ({ state, answer }) => <OpinionWord state={state} answer={answer} />,
  },
  {
    key: 'answered',
    head: '答复',
    nowrap: true,
    wideOnly: true,
    cell: ({ answeredOn, late }) =>
      answeredOn && (
        <>
          {answeredOn}
          {late && <span className="ml-1 text-sm text-warning">逾期</span>}
        </>
      ),
  },
]

/** Requests for opinions, each leading to its page. */
export const OpinionTable = ({ rows, empty }: { rows: readonly ListedOpinion[]; empty: ReactNode }) => (
  <DataTable
    caption="部门意见"
    columns={OPINIONS}
    rows={rows}
    rowKey={({ id }) => id}
    rowTo={({ id }) => `/opinions/${id}`}
    sortParam={null}
    empty={empty}
  />
)

const CONDITIONS: Column<ListedCondition>[] = [
  {
    key: 'text',
    head: '条件',
    primary: true,
    cell: ({ text, project, state, dueOn }) => (
      <>
        {text}
        <span className="block text-sm font-normal text-grey-600 sm:hidden">
          {project.name}　<ConditionWord state={state} /> <span className="whitespace-nowrap">{dueOn}</span>
        </span>
      </>
    ),
  },
  { key: 'project', head: '项目', className: 'hidden sm:table-cell', cell: ({ project }) => project.name },
  { key: 'madeBy', head: '提出', wideOnly: true, cell: ({ madeBy }) => madeBy },
  { key: 'unit', head: '由谁落实', wideOnly: true, cell: ({ unit }) => unit.name },
  { key: 'due', head: '期限', nowrap: true, className: 'hidden sm:table-cell', cell: ({ dueOn }) => dueOn },
  {
    key: 'state',
    head: '状态',
    nowrap: true,
    className: 'hidden sm:table-cell',
    cell: ({ state, closedOn }) => (
      <>
        <ConditionWord state={state} />
        {closedOn && <span className="ml-2 text-sm text-grey-600">{closedOn}</span>}
      </>
    ),
  },
]

/** Conditions, each leading to its page. */
export const ConditionTable = ({ rows, empty }: { rows: readonly ListedCondition[]; empty: ReactNode }) => (
  <DataTable
    caption="附带条件"
    columns={CONDITIONS}
    rows={rows}
    rowKey={({ id }) => id}
    rowTo={({ id }) => `/conditions/${id}`}
    sortParam={null}
    empty={empty}
  />
)
