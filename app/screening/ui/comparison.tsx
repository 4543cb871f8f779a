import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { comparedRows, type Candidate } from '../domain/comparison'

interface ComparisonProps {
  candidates: readonly (Candidate & { id: string; project: { name: string }; number: number })[]
}

/** Candidates side by side, a column each. */
export function Comparison({ candidates }: ComparisonProps) {
  return (
    <div className="panel">
      <div data-scroll className="overflow-x-auto">
        <table className="w-full min-w-[640px] table-fixed text-sm print:min-w-0">
          <caption className="sr-only">预审比较</caption>
          <thead>
            <tr className="align-bottom">
              <th
                scope="col"
                className="sticky left-0 w-32 bg-paper px-3 py-2 text-left font-normal text-grey-600 sm:w-44"
              >
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
                  <span className="sticky left-3">{title}</span>
                </th>
              </tr>
              {rows.map(({ label, cells }, at) => (
                <tr key={at} className="border-t border-grey-200 align-top">
                  <th scope="row" className="sticky left-0 bg-paper px-3 py-1.5 text-left font-normal text-grey-600">
                    {label}
                  </th>
                  {cells.map(({ text, missed }, column) => (
                    <td key={column} className={clsx('px-3 py-1.5', missed && 'text-danger')}>
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  )
}
