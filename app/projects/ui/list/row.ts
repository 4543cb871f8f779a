import { daysBetween, type Day } from '~/shared/day'
import type { PathStage, ProjectStatus } from '../../domain/stages'

/** A project as a row of the list. */
export interface ProjectRow {
  id: string
  code: string | null
  name: string
  investorName: string | null
  unitName: string
  introducedByName: string | null
  landedAtName: string | null
  parkName: string | null
  industry: string | null
  chain: string | null
  channel: string | null
  sponsor: string | null
  stage: PathStage
  status: ProjectStatus
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
  /** 万元 */
  investmentWan: string | null
  /** 亩 */
  landMu: string | null
  /** 万元 a year at full production */
  annualTaxWan: string | null
  rents: boolean
  confidential: boolean
  blockingIssue: string | null
  nextStep: string | null
  updatedAt: Date
}

/** The unit that answers: where it lands, else who found it, else who holds it. */
export function answerableUnit(row: Pick<ProjectRow, 'landedAtName' | 'introducedByName' | 'unitName'>): string {
  return row.landedAtName ?? row.introducedByName ?? row.unitName
}

/** Days from signing to `day` of what had not started by then; null when it had, or was not signed, or is over. */
export function daysNotStarted(
  row: Pick<ProjectRow, 'signedFrom' | 'startedFrom' | 'status'>,
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
