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
  noTax: number
}

/** 预计年税收 of the overdue. What nobody filled in is not 0, and what some left out is less than the whole. */
export function TaxPutOff({ now, then, to }: TaxProps) {
  const label = '逾期推迟的年税收'
  if (now.overdue > 0 && now.noTax === now.overdue)
    return <Stat label={label} value="未填" to={to} note={`${now.overdue} 个都没有填预计年税收`} />
  return (
    <Stat
      label={label}
      value={formatNumber(now.annualTaxWan, 0)}
      unit="万元"
      to={to}
      note={
        <>
          {now.noTax > 0 && `另有 ${now.noTax} 个未填 `}
          <Change now={now.annualTaxWan} then={then.annualTaxWan} />
        </>
      }
    />
  )
}
