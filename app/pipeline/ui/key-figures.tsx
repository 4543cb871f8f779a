import { Change } from '~/ui/change'
import { Stat, Stats } from '~/ui/stat'
import type { FiguresOfDay } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { overdueAfter } from '../domain/overdue'
import { shareWords } from '../domain/share-words'
import { yi } from './numbers'
import { TaxPutOff } from './tax-put-off'

type Shown = Pick<FiguresOfDay, 'funnel' | 'overdue'>

const countAt = ({ funnel }: Shown, stage: 'signed' | 'started') => funnel.find((row) => row.stage === stage)!.count

/** What is asked first: signed, started, not started, overdue, soon overdue, the tax put off. */
export function KeyFigures({ now, then, open }: { now: Shown; then: Shown; open: Open }) {
  const { overdue } = now
  const [signed, started] = [countAt(now, 'signed'), countAt(now, 'started')]
  return (
    <Stats>
      <Stat
        label="签约"
        value={signed}
        unit="个"
        to={open({ come: 'signed' })}
        note={<Change now={signed} then={countAt(then, 'signed')} />}
      />
      <Stat
        label="已开工"
        value={started}
        unit="个"
        to={open({ come: 'started' })}
        note={<Change now={started} then={countAt(then, 'started')} />}
      />
      <Stat
        label="开工率"
        value={shareWords(started, signed)}
        to={open({ come: 'started' })}
        note={`上期 ${shareWords(countAt(then, 'started'), countAt(then, 'signed'))}`}
      />
      <Stat
        label="未开工"
        value={overdue.notStarted}
        unit="个"
        to={open({ reached: 'signed', notReached: 'started' })}
        note={
          <>
            {yi(overdue.notStartedWan)} 亿元 <Change now={overdue.notStarted} then={then.overdue.notStarted} />
            {overdue.notStartedSuspended > 0 && (
              <span className="block text-xs">其中暂缓 {overdue.notStartedSuspended} 个</span>
            )}
          </>
        }
      />
      <Stat
        label="逾期"
        value={overdue.total}
        unit="个"
        tone={overdue.total > 0 ? 'danger' : 'plain'}
        to={open({ overdue: overdue.days })}
        note={
          <>
            {yi(overdue.investmentWan)} 亿元 <Change now={overdue.total} then={then.overdue.total} />
            <span className="block text-xs">{overdueAfter(overdue.days)}</span>
          </>
        }
      />
      <Stat
        label="30 天内将逾期"
        value={overdue.soon}
        unit="个"
        tone={overdue.soon > 0 ? 'warning' : 'plain'}
        to={open({ soon: overdue.days })}
        note={
          <>
            {yi(overdue.soonWan)} 亿元 <Change now={overdue.soon} then={then.overdue.soon} />
          </>
        }
      />
      <TaxPutOff
        now={{ ...overdue, overdue: overdue.total }}
        then={{ ...then.overdue, overdue: then.overdue.total }}
        to={open({ overdue: overdue.days })}
      />
    </Stats>
  )
}
