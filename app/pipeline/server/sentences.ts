import type { Call } from '~/auth/domain/actor'
import { percent } from '~/shared/money'
import type { Basis } from '../domain/figure-links'
import type { FunnelRow } from '../domain/figures'
import { lastYear, samePeriod, yearToDate, type Period } from '../domain/period'
import type { Told } from '../domain/sentence'
import { funnel } from './figures-of'

export interface TellOf {
  period: Period
  row: Told
}

/** The period asked for and this year beside it (beside this year the last); without a period both years. */
export function sentencePeriods({ signedFrom, signedTo, asOf }: Basis): Period[] {
  const asked = { signedFrom, signedTo }
  const thisYear = yearToDate(asOf)
  if (!signedFrom && !signedTo) return [lastYear(asOf), thisYear]
  return [asked, samePeriod(asked, thisYear) ? lastYear(asOf) : thisYear]
}

/** What is to be said of periods, within a scope. @throws AppError forbidden (403), invalid (422) */
export async function sentencesOf(call: Call, basis: Basis): Promise<TellOf[]> {
  return Promise.all(
    sentencePeriods(basis).map(async (period) => ({ period, row: toldBy((await funnel(call, { ...basis, ...period })).rows) })),
  )
}

/** The same words from the rows of a funnel. */
export function toldBy(rows: readonly FunnelRow[]): Told {
  const at = (stage: FunnelRow['stage']) => rows.find((row) => row.stage === stage)!
  const [{ count: signed, investmentWan, landMu }, { count: started }] = [at('signed'), at('started')]
  return { signed, started, notStarted: signed - started, startedPct: percent(started, signed), investmentWan, landMu }
}
