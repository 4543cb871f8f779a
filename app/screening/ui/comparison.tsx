import { Link } from '@remix-run/react'
import { comparedRows, type Candidate } from '../domain/comparison'

interface ComparisonProps {
  candidates: readonly (Candidate & { id: string; project: { name: string }; number: number })[]
}

/** Candidates side by side, a column each. */
export function Comparison({ candidates }: ComparisonProps) {
  return (
    <div className="panel overflow-x-auto">
      <table className="w-full min-w-[640px] table-fixed text-sm print:min-w-0">
        <caption className="sr-only">预审比较</caption>
        <thead>
          <tr className="align-bottom">
            <th scope="col" className="w-40 px-3 py-2 text-left font-normal text-grey-600">
              项目
            </th>
            {candidates.map(({ id, project, number }) => (
              <th key={id} scope="col" className="px-3 py-2 text-left">
                <Link to={`/screenings/${id}`}>{project.name}</Link>
                <span className="block text-xs font-normal text-grey-600">第 {number} 次</span>
              </th>
            ))}
          </tr>
        </thead>
        {comparedRows(candidates).map(({ title, rows }) => (
          <tbody key={title}>
            <tr className="border-y border-grey-200 bg-grey-50">
              <th scope="rowgroup" colSpan={candidates.length + 1} className="px-3 py-1 text-left font-medium">
                {title}
              </th>
            </tr>
            {rows.map(({ label, cells }, at) => (
              <tr key={at} className="border-t border-grey-200 align-top">
                <th scope="row" className="px-3 py-1.5 text-left font-normal text-grey-600">
                  {label}
                </th>
                {cells.map((cell, column) => (
                  <td key={column} className="px-3 py-1.5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
