import type { ReactNode } from 'react'
import { DataTable, type Column } from '~/ui/table'
import { MEETING_LEVEL_NAMES } from '../../domain/meetings/meeting'
import type { ListedMeeting } from '../../server/meetings/read-meetings'

const COLUMNS: Column<ListedMeeting>[] = [
  {
    key: 'name',
    head: '会议',
    primary: true,
    cell: ({ name, heldOn, projects, decided }) => (
      <>
        {name}
        <span className="block text-sm font-normal text-grey-600 sm:hidden">
          {heldOn}，{projects} 个项目，已决定 {decided} 个
        </span>
      </>
    ),
  },
  {
    key: 'level',
    head: '由谁审议',
    className: 'hidden sm:table-cell',
    cell: ({ level, park }) => park ?? MEETING_LEVEL_NAMES[level],
  },
  { key: 'heldOn', head: '日期', nowrap: true, className: 'hidden sm:table-cell', cell: ({ heldOn }) => heldOn },
  {
    key: 'projects',
    head: '项目',
    align: 'right',
    className: 'hidden sm:table-cell',
    cell: ({ projects }) => projects,
  },
  { key: 'decided', head: '已决定', align: 'right', className: 'hidden sm:table-cell', cell: ({ decided }) => decided },
]

/** Meetings, each leading to its agenda. */
export const MeetingTable = ({ rows, empty }: { rows: readonly ListedMeeting[]; empty: ReactNode }) => (
  <DataTable
    caption="会审会议"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    rowTo={({ id }) => `/meetings/${id}`}
    sortParam={null}
    empty={empty}
  />
)
