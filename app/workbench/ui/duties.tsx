import type { ReactNode } from 'react'
import { MissingYear } from '~/calendar/ui/missing-year'
import { NotStartedPanel } from '~/projects/ui/workbench'
import type { Day } from '~/shared/day'
import type { Duty, DutyPanel, DutyPanels } from '~/shared/duty'
import { Stat, Stats } from '~/ui/stat'
import { DutyList } from './duty-list'

type Place = 'top' | 'main' | 'beside'

/** Where the panels of a kind stand: across the page, in the wide column, or beside it. */
const PLACES: Record<DutyPanel['kind'], Place> = { missingYear: 'top', notStarted: 'main', list: 'beside' }

const placeOf = (panel: DutyPanel): Place => (panel.kind === 'list' && panel.wide ? 'main' : PLACES[panel.kind])

/** A list that has nothing to show and nothing to say takes no column. */
const isBlank = (panel: DutyPanel): boolean => panel.kind === 'list' && panel.items.length === 0 && !panel.empty

type Drawing<Kind extends keyof DutyPanels> = (panel: DutyPanels[Kind], duty: Duty, today: Day) => ReactNode

const DRAWINGS: { [Kind in keyof DutyPanels]: Drawing<Kind> } = {
  missingYear: ({ year }) => <MissingYear year={year} editable />,
  notStarted: ({ rows, total }, { to }, today) => <NotStartedPanel rows={rows} total={total} to={to} today={today} />,
  list: (panel, { to, figure }) => <DutyList panel={panel} to={to} unit={figure?.unit ?? '项'} />,
}

function drawn(duty: Duty, today: Day): ReactNode {
  const { panel } = duty
  if (!panel) return null
  const draw: (panel: never, duty: Duty, today: Day) => ReactNode = DRAWINGS[panel.kind]
  return draw(panel as never, duty, today)
}

/** What waits for the user: a figure for each duty, then their panels. */
export function Duties({ duties, today }: { duties: readonly Duty[]; today: Day }) {
  const placed = (place: Place) =>
    duties
      .filter(({ panel }) => panel && placeOf(panel) === place && !isBlank(panel))
      .map((duty) => (
        <div key={duty.key} className={place === 'top' ? 'mb-4' : undefined}>
          {drawn(duty, today)}
        </div>
      ))
  const main = placed('main')
  return (
    <>
      {placed('top')}
      <Stats>{duties.map(({ key, to, figure }) => figure && <Figure key={key} figure={figure} to={to} />)}</Stats>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {main.length > 0 && <div className="min-w-0 space-y-4 [&>:empty]:hidden">{main}</div>}
        <div className="min-w-0 space-y-4 [&>:empty]:hidden">{placed('beside')}</div>
      </div>
    </>
  )
}

function Figure({
  figure: { label, count, unit, note, tone },
  to,
}: {
  figure: NonNullable<Duty['figure']>
  to: string
}) {
  return <Stat label={label} value={count} unit={unit} note={note} tone={tone} to={to} />
}
