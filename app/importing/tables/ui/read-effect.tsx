import { formatNumber, formatWan } from '~/shared/money'
import type { TablePage } from '../server/table-page'

/** What is read from the file as a whole, and what it was before the last correction. */
export function ReadEffect({ effect }: { effect: TablePage['effect'] }) {
  const isCorrected = effect.some(({ before }) => before !== null)
  const changed = effect.filter(({ before, now }) => before !== null && before !== now)
  return (
    <div aria-live="polite">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {effect.map(({ key, head, unit, isMoney, now, before }) => {
          const said = (value: number) => (isMoney ? formatWan(value) : formatNumber(value))
          const isChanged = before !== null && before !== now
          return (
            <div key={key}>
              <dt className="text-sm text-grey-600">{head}</dt>
              <dd className="tabular-nums">
                <span className={isChanged ? 'font-semibold text-accent-700' : 'font-medium'}>{said(now)}</span>
                {unit && !isMoney && <span className="ml-1 text-sm text-grey-600">{unit}</span>}
                {isChanged && <span className="ml-2 text-sm text-grey-600">原 {said(before)}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
      {isCorrected && changed.length === 0 && <p className="mt-2 text-sm text-grey-600">更正后各项合计没有变化。</p>}
    </div>
  )
}
