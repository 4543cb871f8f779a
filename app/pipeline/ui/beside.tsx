import type { ReactNode } from 'react'
import { formatNumber } from '~/shared/money'
import { Change } from '~/ui/change'
import { FigureLink } from './figure-link'

/** All of both numbers is of a known day. */
const WHOLE = [0, 0] as const

/** A number that opens its list; the earlier one is told when asked, and shown below where it differs. */
export function Beside({
  to,
  now,
  then,
  places = 0,
  arrow = WHOLE,
  className,
  note,
  children,
}: {
  to: string | undefined
  now: number | null
  then: number | null
  places?: number
  /** how much of each is of no known day and makes no arrow; null: none at all, as of a rate */
  arrow?: readonly [now: number, then: number] | null
  className?: string
  /** small below the number, outside its link */
  note?: ReactNode
  children: ReactNode
}) {
  const [dated, datedThen] =
    arrow === null || now === null || then === null ? [0, 0] : [now - arrow[0], then - arrow[1]]
  const differs = Number((dated - datedThen).toFixed(places)) !== 0
  return (
    <>
      <FigureLink to={to} title={`上期 ${then === null ? '无' : formatNumber(then, places)}`} className={className}>
        {children}
      </FigureLink>
      {note && <span className="block text-xs text-grey-600">{note}</span>}
      {differs && (
        <span className="block leading-none">
          <Change now={dated} then={datedThen} places={places} />
        </span>
      )}
    </>
  )
}
