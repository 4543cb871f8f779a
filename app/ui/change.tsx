import { Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'

export interface ChangeProps {
  now: number | null
  then: number | null
  /** Decimals of the difference. */
  places?: number
  /** Behind the difference: 个百分点. */
  unit?: string
  /** What the earlier number counts. */
  to?: string
}

/** A number beside the same on an earlier day: an arrow and the difference, never a colour alone. */
export function Change({ now, then, places = 0, unit = '', to }: ChangeProps) {
  if (now === null || then === null)
    return (
      <span className="text-xs text-grey-600" title="上期无此数">
        上期无
      </span>
    )
  const difference = Number((now - then).toFixed(places))
  const text =
    difference === 0 ? '持平' : `${difference > 0 ? '▲' : '▼'}${formatNumber(Math.abs(difference), places)}${unit}`
  const said = `上期 ${formatNumber(then, places)}，${difference === 0 ? '持平' : difference > 0 ? '增加' : '减少'}`
  const look = 'whitespace-nowrap text-xs text-grey-600'
  return to ? (
    <Link to={to} title={said} className={look}>
      {text}
    </Link>
  ) : (
    <span title={said} className={look}>
      {text}
    </span>
  )
}
