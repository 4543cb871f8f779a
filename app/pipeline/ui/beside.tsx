import type { ReactNode } from 'react'
import { formatNumber } from '~/shared/money'
import { Change } from '~/ui/change'
import { FigureLink } from './figure-link'

/** A number that opens its list; the earlier one is told when asked, and shown below where it differs. */
export function Beside({
  to,
  now,
  then,
  places = 0,
  className,
  children,
}: {
  to: string | undefined
  now: number | null
  then: number | null
  places?: number
  className?: string
  children: ReactNode
}) {
  const differs = now !== null && then !== null && Number((now - then).toFixed(places)) !== 0
  return (
    <>
      <FigureLink to={to} title={`上期 ${then === null ? '无' : formatNumber(then, places)}`} className={className}>
        {children}
      </FigureLink>
      {differs && (
        <span className="block leading-none">
          <Change now={now} then={then} places={places} />
        </span>
      )}
    </>
  )
}
