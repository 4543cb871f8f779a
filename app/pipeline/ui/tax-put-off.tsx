import { formatNumber } from '~/shared/money'
import { Change } from '~/ui/change'
import { Stat } from '~/ui/stat'

interface TaxProps {
  now: Tax
  then: Tax
  to: string | undefined
}

interface Tax {
  overdue: number
  annualTaxWan: number
  delayedTaxWan: number
  noTax: number
}

/** 预计年税收 of the overdue, and what of it their delay put off. What nobody filled in is not 0, and what some left out is less than the whole. */
export function TaxPutOff({ now, then, to }: TaxProps) {
  const label = '逾期涉及年税收'
  if (now.overdue > 0 && now.noTax === now.overdue)
    return <Stat label={label} value="未填" to={to} note={`${now.overdue} 个都没有填预计年税收`} />
  return (
    <Stat
      label={label}
      value={formatNumber(now.annualTaxWan, 0)}
      unit="万元/年"
      to={to}
      note={
        <>
          按已逾期天数约 {formatNumber(now.delayedTaxWan, 0)} 万元{' '}
          <Change now={now.delayedTaxWan} then={then.delayedTaxWan} />
          {now.noTax > 0 && <span className="block text-xs">另有 {now.noTax} 个未填</span>}
        </>
      }
    />
  )
}
