import { useSearchParams } from '@remix-run/react'
import { ChoiceChip } from '~/ui/chip'
import { searchWith } from '~/ui/search-params'
import { earlierDays, type Briefing } from '../domain/briefing'
import { Legend } from './legend'
import { BriefingNames } from './briefing-names'
import { BriefingNumbers } from './briefing-numbers'
import { BriefingSentences } from './briefing-sentences'

/** Three sentences, three numbers, ten names: reads on a phone, prints on one sheet. */
export function BriefingBody({ briefing }: { briefing: Briefing }) {
  return (
    <div className="print:text-sm">
      <BriefingSentences briefing={briefing} />
      <EarlierDays briefing={briefing} />
      <BriefingNumbers briefing={briefing} />
      <BriefingNames briefing={briefing} />
    </div>
  )
}

/** Which day 比上期 looks back to. */
function EarlierDays({ briefing: { clocks } }: { briefing: Briefing }) {
  const [params] = useSearchParams()
  return (
    <nav aria-label="对比日期" className="mb-3 flex flex-wrap items-center gap-1.5 text-sm text-grey-600 print:hidden">
      <Legend of={['notStarted', 'startRate', 'overdue', 'soon', 'forecast']} />
      <span className="mx-1">三句话怎么算</span>
      上期
      {earlierDays(clocks.asOf).map(({ label, day }) => (
        <ChoiceChip key={label} to={searchWith(params, { compareAsOf: day })} active={clocks.compareAsOf === day}>
          {label}
        </ChoiceChip>
      ))}
    </nav>
  )
}
