import { formatMu } from '~/shared/money'
import { Change } from '~/ui/change'
import { Stat, Stats } from '~/ui/stat'
import type { Open } from '../domain/figure-links'
import type { OverdueSummary } from '../domain/figures'
import { overdueAfter } from '../domain/overdue'
import { yi } from './numbers'
import { TaxPutOff } from './tax-put-off'

/** As the API tells it: `overdue` is the number of the overdue. */
type Late = Omit<OverdueSummary, 'total'> & { overdue: number }

/** Not started is not overdue: both, with what they hold back. */
export function LateFigures({ now, then, open }: { now: Late; then: Late; open: Open }) {
  const { days } = now
  const late = open({ overdue: days })
  return (
    <Stats>
      <Stat
        label="未开工"
        value={now.notStarted}
        unit="个"
        to={open({ reached: 'signed', notReached: 'started' })}
        note={
          <>
            {yi(now.notStartedWan)} 亿元 <Change now={now.notStarted} then={then.notStarted} />
            {now.notStartedSuspended > 0 && (
              <span className="block text-xs">其中暂缓 {now.notStartedSuspended} 个</span>
            )}
          </>
        }
      />
      <Stat
        label="逾期"
        value={now.overdue}
        unit="个"
        tone={now.overdue > 0 ? 'danger' : 'plain'}
        to={late}
        note={
          <>
            <Change now={now.overdue} then={then.overdue} />
            <span className="block text-xs">{overdueAfter(days)}</span>
          </>
        }
      />
      <Stat
        label="逾期项目总投资"
        value={yi(now.investmentWan)}
        unit="亿元"
        to={late}
        note={
          <>
            {formatMu(now.landMu)}{' '}
            <Change now={now.investmentWan / 10_000} then={then.investmentWan / 10_000} places={2} />
          </>
        }
      />
      <Stat
        label="逾期中已暂缓"
        value={now.suspended}
        unit="个"
        to={open({ overdue: days, status: 'suspended' })}
        note={<Change now={now.suspended} then={then.suspended} />}
      />
      <Stat
        label="30 天内将逾期"
        value={now.soon}
        unit="个"
        tone={now.soon > 0 ? 'warning' : 'plain'}
        to={open({ soon: days })}
        note={
          <>
            {yi(now.soonWan)} 亿元 <Change now={now.soon} then={then.soon} />
          </>
        }
      />
      <TaxPutOff now={now} then={then} to={late} />
      <Stat
        label="逾期中未填年税收"
        value={now.noTax}
        unit="个"
        to={open({ overdue: days, noTax: '1' })}
        note={<Change now={now.noTax} then={then.noTax} />}
      />
    </Stats>
  )
}
