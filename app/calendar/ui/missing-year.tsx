import { Link } from '@remix-run/react'
import { Notice } from '~/ui/form'
import { ESTIMATED } from '../domain/words'

/** That a year's list should be loaded by now; with a link for those who may load it. */
export function MissingYear({ year, editable }: { year: number; editable: boolean }) {
  return (
    <Notice tone="warning">
      {year}年放假安排尚未录入，之后的工作日{ESTIMATED}。
      {editable ? (
        <Link to={`/settings/calendar/${year}`} className="underline">
          录入{year}年的安排
        </Link>
      ) : (
        '国务院办公厅发布后，由招商局综合科录入。'
      )}
    </Notice>
  )
}
