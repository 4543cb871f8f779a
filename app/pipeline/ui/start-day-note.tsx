import type { Open } from '../domain/figure-links'
import { FigureLink } from './figure-link'

/** Beside the curve and the heat map: of how many starts the day is not known, so that they count too late. */
export function StartDayNote({ count, open }: { count: number; open: Open }) {
  if (count === 0) return null
  return (
    <p className="text-sm text-grey-600">
      其中{' '}
      <FigureLink to={open({ unclear: 'startDayUnknown' })} className="underline">
        {count}
      </FigureLink>{' '}
      个开工时间不详，按填表日期计，实际会早些。
    </p>
  )
}
