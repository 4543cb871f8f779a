import { daysBetween, type Day } from '~/shared/day'
import { responsible } from './responsible-unit'
import type { PathStage, ProjectStatus } from './stages'
import type { ListedFields, Standing } from './read-fields'

/** A project as a row of the list. */
export type ListedProject = ListedFields &
  Standing & {
    id: string
    updatedAt: Date
    /** as it was on the day of the list, where that is not today */
    onDay?: StandingThen
  }

/** Where a project stood on an earlier day, and with which amount (万元). */
export interface StandingThen {
  stage: PathStage
  status: ProjectStatus
  investmentWan: string | null
}

/** The day of a list behind a figure, and where projects stood on it. */
export interface PastDay {
  day: Day
  standing: (projectIds: readonly string[]) => Promise<ReadonlyMap<string, StandingThen>>
}

/** Whether it stands elsewhere today than on the day of the list; and with another amount. */
export const movedSince = ({ onDay, stage, status }: ListedProject): boolean =>
  onDay !== undefined && (onDay.stage !== stage || onDay.status !== status)

const amountOf = (wan: string | null) => (wan === null ? null : Number(wan))

export const amountSince = ({ onDay, investmentWan }: ListedProject): boolean =>
  onDay !== undefined && amountOf(onDay.investmentWan) !== amountOf(investmentWan)

/** The unit that answers: where it lands, else who found it, else who holds it. */
export function answerableUnit(row: Pick<ListedProject, 'landedAt' | 'introducedBy' | 'unit'>): string {
  return responsible(row).name
}

/** Days from signing to `day` of what had not started by then; null when it had, or was not signed, or is over. */
export function daysNotStarted(
  row: Pick<ListedProject, 'signedFrom' | 'startedFrom' | 'status'>,
  day: Day,
): number | null {
  if (!row.signedFrom || row.signedFrom > day || row.status === 'ended') return null
  return row.startedFrom && row.startedFrom <= day ? null : daysBetween(row.signedFrom, day)
}

/** A day, or the month or year it lies in, as short as a table needs it; without a last possible day nobody knows it. */
export function shortRange(from: Day | null, to: Day | null): string | null {
  if (!from) return null
  if (!to) return '日期不详'
  if (from === to) return from
  if (from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7)
  return from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : from
}
