import type { Open } from '../domain/figure-links'
import { FigureLink } from './figure-link'

/** Beside numbers of 供地: of how many the day is not known, so that nobody reads a rush into the day of the form or of the start. */
export function LandDayNote({
  count,
  open,
  before = '其中',
  className,
}: {
  count: number
  open: Open
  before?: string
  className?: string
}) {
  if (count === 0) return null
  return (
    <span className={className ?? 'text-sm text-grey-600'}>
      {before}{' '}
      <FigureLink to={open({ unclear: 'landDayUnknown' })} className="underline">
        {count}
      </FigureLink>{' '}
      个时间不详
    </span>
  )
}
