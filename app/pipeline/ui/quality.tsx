import { Change } from '~/ui/change'
import type { UNCLEAR } from '../domain/figure-filter'
import type { QualityFigures } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { FigureLink } from './figure-link'

type Unclear = (typeof UNCLEAR)[number]

export const UNCLEAR_NAMES: Record<Unclear, { name: string; note: string }> = {
  unverified: { name: '待核', note: '签约或开工只有填报，没有认定' },
  signedUnverified: { name: '签约待核', note: '合同未经认定' },
  startedUnverified: { name: '开工待核', note: '已报开工，未经认定' },
  landDayUnknown: { name: '供地时间不详', note: '已供地，日期没有记录' },
  startDayUnknown: { name: '开工时间不详', note: '已开工，日期没有记录' },
  signDayUnknown: { name: '签约时间不详', note: '已签约，日期没有记录' },
  notComparable: { name: '开工早于签约 ±', note: '用时按 0 天计' },
  noAmount: { name: '没有投资额', note: '计个数，不计金额' },
  noUnit: { name: '没有责任单位', note: '各单位的数里没有它' },
}

/** What is not known or not verified, as numbers: nothing is hidden, nothing invented. */
export function Quality({
  now,
  then,
  open,
  openEarlier,
}: {
  now: QualityFigures
  then: QualityFigures
  open: Open
  openEarlier: Open
}) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
      {(Object.entries(UNCLEAR_NAMES) as [Unclear, { name: string; note: string }][]).map(
        ([unclear, { name, note }]) => (
          <div key={unclear}>
            <dt>{name}</dt>
            <dd>
              <FigureLink to={open({ unclear })} className="text-lg font-semibold">
                {now[unclear]}
              </FigureLink>{' '}
              <span className="text-sm text-grey-600">个</span>{' '}
              <Change now={now[unclear]} then={then[unclear]} to={openEarlier({ unclear })} />
              <span className="block text-xs text-grey-600">{note}</span>
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}
