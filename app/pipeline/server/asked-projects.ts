import type { RequestContext } from '~/auth/domain/actor'
import type { ListedProject, PastDay } from '~/projects/domain/listed-project'
import { readListAddress, type ListAddress } from '~/projects/domain/list-address'
import { businessDay, type Day } from '~/shared/day'
import { parseInput } from '~/shared/input'
import type { Prisma } from '~/generated/prisma/client'
import { figureFilter, FIGURE_PARAMETERS } from '../domain/figure-filter'
import { asksMilestones } from '../domain/milestone-filter'
import { clocksAt } from './clocks'
import { inFigureSql } from './figure-list'
import { standingThen } from './standing-then'

interface AskedProjects extends ListAddress {
  /** the projects behind a figure */
  within?: Prisma.Sql
  /** the day of the list */
  asOf: Day
  /** of a list behind a figure */
  past?: PastDay
}

/**
 * Which projects the address of a list asks for. With `asOf` those behind a figure: as of its day, and grouped as they
 * were then; the rest of the list's filters still holds.
 * @throws invalid where what it asks of a figure makes no sense
 */
export function askedProjects(context: RequestContext, search: URLSearchParams): AskedProjects {
  if (!asksMilestones(search)) return { ...readListAddress(search), asOf: businessDay(context.now) }
  const asked = parseInput(figureFilter, Object.fromEntries(search))
  const clocks = clocksAt(context.now, asked)
  const rest = new URLSearchParams([...search].filter(([name]) => !FIGURE_PARAMETERS.some((each) => each === name)))
  return {
    ...readListAddress(rest),
    within: inFigureSql(context.actor, { ...asked, ...clocks }),
    asOf: clocks.asOf,
    past: { day: clocks.asOf, standing: (ids) => standingThen(clocks, ids) },
  }
}

/** The rows of such a list as they were on its day; other lists' as they are. */
export async function asTheyWere(
  rows: readonly ListedProject[],
  { past }: Pick<AskedProjects, 'past'>,
): Promise<ListedProject[]> {
  if (!past) return [...rows]
  const then = await past.standing(rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, onDay: then.get(row.id) }))
}
