import { Stat, Stats } from '~/ui/stat'
import { REVIVAL_KIND_NAMES, REVIVAL_KINDS } from '../../domain/revival/revival'
import type { RevivalSum, revivalTotals } from '../../server/revival/revivals'
import { m2 } from '../factory/factory-list'
import { mu } from '../plot-list'

const NONE: RevivalSum = { count: 0, mu: 0, m2: 0 }

const areas = (sum: RevivalSum) =>
  [sum.mu > 0 && `${mu(sum.mu)} 亩`, sum.m2 > 0 && `${m2(sum.m2)} ㎡`].filter(Boolean).join('，') || undefined

/** What the ledger comes to; each number opens what it counts. */
export function RevivalStats({
  totals: { byKind, overdue, revived, yearBegan },
  missing,
}: {
  totals: Awaited<ReturnType<typeof revivalTotals>>
  /** idle by law, and not in the ledger */
  missing: number
}) {
  return (
    <Stats>
      {REVIVAL_KINDS.map((kind) => {
        const sum = byKind.find((each) => each.kind === kind) ?? NONE
        return (
          <Stat
            key={kind}
            label={REVIVAL_KIND_NAMES[kind]}
            value={sum.count}
            unit="项"
            note={areas(sum)}
            to={`/land/revival?kind=${kind}`}
          />
        )
      })}
      <Stat
        label="超期"
        value={overdue.count}
        unit="项"
        tone={overdue.count > 0 ? 'danger' : 'plain'}
        note={areas(overdue)}
        to="/land/revival?state=overdue"
      />
      <Stat
        label="今年已盘活"
        value={revived.count}
        unit="项"
        note={areas(revived)}
        to={`/land/revival?state=closed&closedFrom=${yearBegan}`}
      />
      <Stat
        label="已闲置、未列入"
        value={missing}
        unit="宗"
        tone={missing > 0 ? 'warning' : 'plain'}
        note="按动工期限计算"
        to="/plots?idle=idle&revival=none"
      />
    </Stats>
  )
}
