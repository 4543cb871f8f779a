import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import { DataTable, type Column } from '~/ui/table'
import type { ListedProject } from '../../domain/listed-project'
import { ProjectCards } from './project-cards'

const recordPath = (row: ListedProject) => `/projects/${row.id}`

interface ProjectListProps {
  columns: readonly Column<ListedProject>[]
  /** they were chosen, and may be more than a page is wide */
  boxed: boolean
  /** stands over each printed page */
  printed: ReactNode
  rows: readonly ListedProject[]
  asOf: Day
  lookingAt: string | null
  empty: ReactNode
}

/** One data, two shapes: a table on a desk, cards on a phone. */
export function ProjectList({ columns, boxed, printed, rows, asOf, lookingAt, empty }: ProjectListProps) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable
          caption="项目"
          columns={columns}
          boxed={boxed}
          printed={printed}
          rows={rows}
          rowKey={(row) => row.id}
          rowTo={recordPath}
          rowClass={(row) => (row.id === lookingAt ? 'bg-accent-50' : undefined)}
          defaultSort="-updatedAt"
          dense
        />
      </div>
      <ProjectCards rows={rows} asOf={asOf} />
    </>
  )
}
